import type { EntityManager } from 'typeorm';
import type { SpeaksFor } from '../engine/party-directory.js';
import type { CodeWords } from '../definition/index.js';

/** What of it is changed; the rest stays. */
export type ContactOfEnterprise = {
  readonly [Field in keyof SpeaksFor]?: string;
};

/** Whether an enterprise has a receipt for each complaint, or one letter a day for all of them. */
export const receiptManners = ['each', 'daily'] as const;

export const receiptWords = {
  each: { zh: '每件投诉一封回执', en: 'a receipt for each complaint' },
  daily: { zh: '每日18时汇总一封', en: 'one letter a day at 18:00' },
} as const satisfies CodeWords<(typeof receiptManners)[number]>;

export type ReceiptManner = (typeof receiptManners)[number];

/** From now on; what was filed until then is told as it was to be. */
export async function changeReceipts(
  tx: EntityManager,
  enterpriseId: string,
  manner: ReceiptManner,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE enterprises SET receipts_daily = $2,
            receipts_told_until = CASE WHEN $2 THEN coalesce(receipts_told_until, $3)
                                       ELSE receipts_told_until END
      WHERE id = $1`,
    [enterpriseId, manner === 'daily', at],
  );
}

export async function changeContact(
  tx: EntityManager,
  enterpriseId: string,
  { person, telephone, legalRepresentative }: ContactOfEnterprise,
): Promise<void> {
  await tx.query(
    `UPDATE enterprises SET contact_person = coalesce($2, contact_person),
                            contact_phone = coalesce($3, contact_phone),
                            legal_representative = coalesce($4, legal_representative)
      WHERE id = $1`,
    [enterpriseId, person ?? null, telephone ?? null, legalRepresentative ?? null],
  );
}
