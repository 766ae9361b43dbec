import type { Role } from '../../src/definition/index.js';
import type { PlacedOperation } from '../../src/http/openapi/open-api.js';
import {
  accessMatrix,
  callers,
  verdictsFor,
  type Access,
  type Caller,
} from '../../src/identity/access-matrix.js';
import type { AnyEventDefinition } from '../../src/definition/index.js';
import { workflows } from '../../workflows/index.js';
import type { AccessThings, Address } from './access-things.js';
import { formOf } from './evidence.js';
import { pdf } from './sample-files.js';

/** What an answer said, so far as the matrix speaks of it. */
export interface Seen {
  readonly status: number;
  readonly text: string;
}

/** For each caller what came of it: in scope / out of it. */
type Found = Readonly<Record<string, string>>;

/** Sends the routes of a running product as everybody, in scope and out of it. */
export class AccessWalk {
  constructor(
    private readonly url: string,
    private readonly things: AccessThings,
    private readonly routes: ReadonlyMap<string, PlacedOperation>,
  ) {}

  /** What every caller came to on a route, to be compared with `expectedOn`. */
  async foundOn(route: string, access: Access): Promise<Found> {
    const found: Record<string, string> = {};
    for (const caller of callers) {
      const subject = access.of ?? access.lists;
      if (!subject) {
        const only = verdictOf(route, await this.ask(route, caller, null));
        found[caller] = `${only} / ${only}`;
        continue;
      }
      const { inside, outside } = await this.things.of(subject, caller);
      const verdict = async (thing: Address) => {
        const seen = await this.ask(route, caller, thing);
        const [named = ''] = Object.values(thing.path);
        const isHidden = access.lists && seen.status === 200 && !seen.text.includes(named);
        return isHidden ? 'absent' : verdictOf(route, seen);
      };
      found[caller] = `${await verdict(inside)} / ${await verdict(outside)}`;
    }
    return found;
  }

  /** One request; a body is such that it is refused after everything else was found in order. */
  async ask(
    route: string,
    caller: Caller,
    thing: Address | null,
    as?: Readonly<Record<string, string>>,
  ): Promise<Seen> {
    const [method = '', path = ''] = route.split(' ');
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = thing?.path[name];
      if (value === undefined) throw new Error(`Name {${name}} of ${route} in access-things.ts.`);
      return value;
    });
    const body = this.bodyOf(route, caller);
    // Nobody has read this version: nothing changes. It is asked before an act's roles are.
    const headers = { ...(!accessMatrix[route]?.byAct && { 'If-Match': '"999999"' }), ...as };
    return this.send(caller, method, `${address}${thing?.query ?? ''}`, { headers, body });
  }

  /** A request in a session whose password was proved long ago. */
  async askStale(route: string, role: Role, thing: Address | null): Promise<Seen> {
    const authorization = await this.things.staleAuthorization(role);
    return this.ask(route, role, thing, authorization);
  }

  /** An act on a case, whose payload no workflow takes. */
  act(
    caller: Caller,
    id: string,
    type: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Seen> {
    const body = JSON.stringify({ type, payload: unknown });
    return this.send(caller, 'POST', `/api/v1/cases/${id}/events`, { headers, body });
  }

  private async send(
    caller: Caller,
    method: string,
    address: string,
    { headers = {}, body }: { headers?: Record<string, string>; body: string | FormData | null },
  ): Promise<Seen> {
    const response = await fetch(`${this.url}${address}`, {
      method,
      headers: {
        ...(!headers['authorization'] && (await this.things.authorization(caller))),
        ...headers,
        ...(typeof body === 'string' && { 'content-type': 'application/json' }),
      },
      body,
    });
    return { status: response.status, text: await response.text() };
  }

  private bodyOf(route: string, caller: Caller): string | FormData | null {
    const { requestBody } = this.routes.get(route)?.operation ?? {};
    if (!requestBody || !('content' in requestBody)) return null;
    if (requestBody.content['multipart/form-data']) return formOf('会议纪要.pdf', pdf());
    if (accessMatrix[route]?.byAct) {
      return JSON.stringify({ type: actOf(caller), payload: unknown });
    }
    const { example } = requestBody.content['application/json'] ?? {};
    // What names a thing in scope needs a body that gets as far as the thing.
    return JSON.stringify(accessMatrix[route]?.of ? example : unknown);
  }
}

/** No input has such a field, and unknown fields are refused. */
const unknown = { noSuchField: true };

/** An act of the role, or of the key; for a caller without any, one that all others may do. */
function actOf(caller: Caller): string {
  const events = workflows.flatMap((workflow) => Object.entries(workflow.events));
  const ofKey = events.find(
    ([, { keyScope, through }]) => caller === `key:${keyScope ?? ''}` && through === undefined,
  );
  if (ofKey) return ofKey[0];
  const mayDo = ({ by }: AnyEventDefinition) => by.some((role) => role === caller);
  const own = events.find(
    ([type, event]) =>
      event.through === undefined &&
      event.units !== 'cooperating' &&
      mayDo(event) &&
      // Of whichever kind the case is.
      events.every(([other, definition]) => other !== type || mayDo(definition)),
  );
  return own?.[0] ?? 'complaint.withdraw';
}

/** Refused for its content alone is let in, for a request that would change something. */
const LET_IN = new Set([409, 412, 415, 422]);

function verdictOf(route: string, { status, text }: Seen): string {
  if (status < 300 || (!route.startsWith('GET ') && LET_IN.has(status))) return 'ok';
  // A case that is not about money was found, and refused for what it is.
  if (status === 422 && /"(hasLedger|isIssuedReferral)"/.test(text)) return 'ok';
  return [401, 403, 404].includes(status) ? String(status) : `${status} ${text}`;
}

/** What the matrix says for every caller, in the form of `foundOn`. */
export function expectedOn(access: Access): Found {
  return Object.fromEntries(
    callers.map((caller) => {
      const { inside, outside } = verdictsFor(access, caller);
      return [caller, `${inside} / ${outside}`];
    }),
  );
}
