import type { CodeTable } from './payloads.js';

/** The complaint ended between the parties (和解). */
export const settled = {
  settled: { zh: '双方已和解', en: 'settled between the parties' },
} as const satisfies CodeTable;

/** The complainant does not help to clear the matter up (不配合调查). */
export const noCooperation = {
  noCooperation: {
    zh: '投诉人无正当理由拒不配合调查',
    en: 'the complainant refuses to cooperate without good reason',
  },
} as const satisfies CodeTable;
