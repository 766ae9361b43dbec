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

const scopes = [['file'], ['read'], ['file', 'read']];

/** Everybody who may ask, with what they show for it; who was signed out signs in again. */
export class Actors {
  private readonly bearers = new Map<string, string>();

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

  /** After a request that ended the session, or the key, of who sent it. */
  async renew(name: string): Promise<void> {
    const got = name.startsWith('key:') ? await this.key(name) : await this.session(name);
    if (got === null) this.bearers.delete(name);
    else this.bearers.set(name, got);
  }

  private async session(name: string): Promise<string | null> {
    const email = `${name}@demo.qingnuo.example`;
    return this.shown('/api/v1/sessions', { email, password: demoPassword }, null, 'token');
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
    return (JSON.parse(text) as Record<string, string>)[field] ?? null;
  }
}
