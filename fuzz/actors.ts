import { keyScopes } from '../src/definition/index.js';
import { accessMatrix, verdictsFor, type Caller } from '../src/identity/access-matrix.js';
import type { PlacedOperation } from '../src/http/openapi/open-api.js';
import { demoAccounts, demoPassword } from '../seeds/demo-accounts.js';
import type { Sender } from './send.js';

/** One account of each role is enough, and all of two cities; keys and nobody come to them. */
const wanted = [
  'enterprise1',
  'enterprise2',
  'acceptor.promise',
  'acceptor.arrears',
  'head.promise',
  'head.arrears',
];
const cities = /^(handler|head)\.(promise|arrears)\.(450100|450200)$/;

/** Of those who sign in: the failures of whoever guesses passwords are counted for others. */
const home = '198.51.100.1';

/** The new password in the document's examples. */
const examplePassword = 'correct-horse-battery';

const scopes = [['file'], ['read'], keyScopes];

/** Everybody who may ask, with what they show for it; who was signed out signs in again. */
export class Actors {
  private readonly bearers = new Map<string, string>();
  /** The one that was right before comes first: failures are followed by pauses. */
  private readonly passwords = new Map<string, readonly string[]>();
  /** Ids of the accounts and enterprises of those who ask, which are to last. */
  private readonly ids = new Set<string>();

  private constructor(
    readonly names: readonly string[],
    private readonly roles: ReadonlyMap<string, Caller>,
    private readonly sender: Sender,
  ) {}

  static async signIn(sender: Sender): Promise<Actors> {
    const accounts = demoAccounts().map(({ email, role }) => ({
      name: email.split('@')[0] ?? '',
      role,
    }));
    const byRole = new Map(accounts.map(({ name, role }) => [role, name]));
    const names = new Set([
      ...byRole.values(),
      ...accounts.map(({ name }) => name).filter((it) => wanted.includes(it) || cities.test(it)),
    ]);
    const keys = scopes.map((each) => `key:${each.join('+')}`);
    const roles = new Map<string, Caller>(accounts.map(({ name, role }) => [name, role]));
    const actors = new Actors([...names, ...keys], roles, sender);
    for (const name of actors.names) await actors.renew(name);
    return actors;
  }

  /** Those who may use an operation at all, by the access matrix. */
  fitting({ method, path }: PlacedOperation): readonly string[] {
    const access = accessMatrix[`${method.toUpperCase()} ${path}`];
    if (!access) return this.names;
    const fit = this.names.filter((name) => {
      const role = this.roles.get(name);
      return role ? verdictsFor(access, role).inside === 'ok' : access.key !== undefined;
    });
    return fit.length > 0 ? fit : this.names;
  }

  bearerOf(name: string | null): string | null {
    return name === null ? null : (this.bearers.get(name) ?? null);
  }

  get own(): ReadonlySet<string> {
    return this.ids;
  }

  /** How many have something to show at this moment. */
  get able(): number {
    return this.names.filter((name) => this.bearers.has(name)).length;
  }

  /** After a request that ended the session, or the key, of who sent it. */
  async renew(name: string): Promise<void> {
    const got = name.startsWith('key:') ? await this.key(name) : await this.session(name);
    if (got === null) this.bearers.delete(name);
    else this.bearers.set(name, got);
  }

  private async session(name: string): Promise<string | null> {
    const email = `${name}@demo.qingnuo.example`;
    for (const password of this.passwords.get(name) ?? [demoPassword, examplePassword]) {
      const token = await this.shown('/api/v1/sessions', { email, password }, null, 'token');
      if (token === null) continue;
      const other = password === demoPassword ? examplePassword : demoPassword;
      this.passwords.set(name, [password, other]);
      return token;
    }
    return null;
  }

  private async key(name: string): Promise<string | null> {
    const body = { name: 'fuzz', scopes: name.slice('key:'.length).split('+') };
    return this.shown('/api/v1/api-keys', body, this.bearerOf('enterprise1'), 'key');
  }

  /** A secret that an answer shows once. */
  private async shown(
    path: string,
    body: object,
    bearer: string | null,
    field: string,
  ): Promise<string | null> {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': home };
    const request = { method: 'POST', path, headers, body: JSON.stringify(body) };
    const { status, text } = await this.sender.send(request, bearer);
    if (status !== 201) return null;
    const answer = JSON.parse(text) as Record<string, unknown>;
    for (const id of Object.values(answer['account'] ?? {})) this.ids.add(String(id));
    const secret = answer[field];
    return typeof secret === 'string' ? secret : null;
  }
}
