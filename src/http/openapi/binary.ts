import type { Schema } from './open-api.js';

/** Bytes of a media type, as JSON Schema 2020-12 says it (`format: binary` was of OpenAPI 3.0). */
export function binary(contentMediaType: string, example = 'PK…'): { readonly schema: Schema } {
  return { schema: { type: 'string', contentMediaType, example } as Schema };
}
