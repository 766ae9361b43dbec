import { binary } from '../http/openapi/binary.js';
import type { Schema } from '../http/openapi/open-api.js';
import { LONGEST_NOTE } from './evidence-policy.js';

/** The form with one file, and what else may stand in it. */
export function fileForm(more: Readonly<Record<string, Schema>> = {}): Schema {
  return {
    type: 'object',
    required: ['file'],
    additionalProperties: false,
    properties: {
      file: {
        ...binary('application/octet-stream', '%PDF-1.7 …').schema,
        description: 'One file, with its name in UTF-8',
      },
      note: { type: 'string', maxLength: LONGEST_NOTE, example: '2026年3月2日的会议纪要。' },
      ...more,
    },
  };
}
