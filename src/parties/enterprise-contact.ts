import type { EntityManager } from 'typeorm';
import type { SpeaksFor } from '../engine/party-directory.js';

/** What of it is changed; the rest stays. */
export type ContactOfEnterprise = {
  readonly [Field in keyof SpeaksFor]?: string;
};

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
