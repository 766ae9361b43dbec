import { keyScopes } from '../../definition/index.js';
import { MOST_ERRORS } from '../../kernel/domain-error.js';
import { codeRefusals } from '../../identity/one-time-code.js';
import { sessionEnds } from '../../identity/sessions.js';
import { problemKinds } from '../problem.js';
import type { Schema } from './open-api.js';

/** The shape that all refusals share. */
export const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457. Members beyond these depend on the code.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  additionalProperties: true,
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problemKinds) },
    detail: { type: 'string', description: 'A sentence for people.' },
    errors: {
      type: 'array',
      description: 'The first rejected fields of an input.',
      maxItems: MOST_ERRORS,
      items: {
        type: 'object',
        required: ['path', 'rule', 'message'],
        properties: {
          path: { type: 'string' },
          rule: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
    moreErrors: {
      type: 'integer',
      minimum: 1,
      description: 'How many more were found beside the errors that are listed.',
    },
    accepted: {
      type: 'array',
      description: 'The events that would be accepted.',
      items: { type: 'string' },
    },
    requestId: {
      type: 'string',
      description: 'Of a failure: as in the header X-Request-Id and in the log of the operator.',
    },
    needs: {
      type: ['string', 'null'],
      enum: [...keyScopes, null],
      description:
        'Of `KEY_NOT_ALLOWED`: the scope that an API key needs for this; null: no key may do it.',
    },
    scopes: {
      type: 'array',
      description: 'Of `KEY_NOT_ALLOWED`: the scopes that this key has.',
      items: { type: 'string', enum: [...keyScopes] },
    },
    replacedBy: {
      type: 'string',
      format: 'uuid',
      description: 'Of `KEY_NOT_ROTATABLE`: the key that takes its place already.',
    },
    retryAfter: { type: 'integer', description: 'Seconds.' },
    reason: {
      type: 'string',
      description: `Why: of \`CODE_REFUSED\` one of ${codeRefusals.join(', ')}; of \`UNAUTHENTICATED\` one of ${sessionEnds.join(', ')}; of \`KEY_NOT_ROTATABLE\` one of ended, expired, rotated; of \`EVIDENCE_SEALED\` the words of who sealed the file.`,
    },
  },
};
