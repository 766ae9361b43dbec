import { expect } from '@jest/globals';
import type { Answer, ApiClient, CaseBody } from './api-client.js';
import { aPromise } from './complaints.js';
import type { RunningProduct } from './running-product.js';

export type Act = readonly [as: string, type: string, payload?: object];

/** A case with a past, filed by `enterprise1`. */
export async function caseWith(
  api: ApiClient,
  past: readonly Act[] = [],
  complaint: object = aPromise,
): Promise<CaseBody> {
  const { id } = await api.file('enterprise1', complaint);
  for (const [as, type, payload] of past) await api.act(as, id, type, payload);
  return api.case('admin', id);
}

/** How a debt of 10.00 comes to an answer that leaves all of it disputed. */
export function answeredAsDisputed(unitId: string, clerk: string): readonly Act[] {
  const result = {
    resultCode: 'disputed',
    summary: '有分歧。',
    publicReply: '双方有分歧。',
    verifiedPrincipal: '10.00',
    undisputed: '0.00',
    disputed: '10.00',
  };
  return [
    ['acceptor.arrears', 'complaint.accept'],
    ['acceptor.arrears', 'referral.send', { unitId }],
    [clerk, 'referral.sign'],
    [clerk, 'result.submit', result],
    [clerk, 'reply.send', { text: '有分歧。' }],
  ];
}

interface WantedAct {
  readonly as: string | null;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends an act that must be refused: nothing that is stored may change. */
export async function refusedAct(
  product: RunningProduct,
  id: string,
  { as, body, headers = {} }: WantedAct,
): Promise<Answer> {
  const stored = async () => [await product.counts(), await product.api.case('admin', id)];
  const before = await stored();
  const request = { method: 'POST', body, headers };
  const answer = await product.api.request(as, `/cases/${id}/events`, request);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await stored()).toEqual(before);
  return answer;
}
