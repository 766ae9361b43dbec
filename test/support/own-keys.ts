import type { KeyScope } from '../../src/definition/index.js';
import type { ApiClient } from './api-client.js';
import { bearer, type Bearer } from './newcomers.js';
import type { TestDatabase } from './test-database.js';

/** A key that an enterprise of the demonstration has made over HTTP. */
export interface OwnKey extends Bearer {
  readonly id: string;
  readonly prefix: string;
  readonly expiresOn: string;
}

/** Makes a key that is called by its scopes: `ERP file+read`. */
export async function makeKey(
  api: ApiClient,
  owner: string,
  ...scopes: readonly KeyScope[]
): Promise<OwnKey> {
  const body = { name: `ERP ${scopes.join('+')}`, scopes };
  const made = await api.ok<OwnKey & { readonly key: string }>(owner, '/api-keys', {
    method: 'POST',
    body,
  });
  return { ...made, ...bearer(made.key) };
}

/** An account has twenty at most, and a test makes some anew. */
export async function endKeys({ dataSource }: TestDatabase): Promise<void> {
  await dataSource.query(
    `UPDATE api_keys SET ended_at = created_at, end_reason = 'revoked' WHERE ended_at IS NULL`,
  );
}
