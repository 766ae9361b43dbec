import type { AnyEventDefinition, Label, WorkflowDefinition } from '../definition/index.js';
import type { EnterpriseStanding } from './party-directory.js';

type Reasons = Readonly<Partial<Record<EnterpriseStanding, Label>>>;

const takenBack: Label = {
  zh: '该统一社会信用代码已经收回，不再代表该企业。',
  en: 'The credit code was taken back: the account does not stand for the enterprise any more.',
};

/** Why an act is refused for an enterprise, by how it stands. */
const refusals: Readonly<Record<'needs' | 'confirms', Reasons>> = {
  needs: {
    unconfirmed: {
      zh: '企业身份尚未核验：请先核对营业执照和签字人身份（enterprise.confirm）；材料不齐的，可以一次性告知补正（supplement.request）。',
      en: "The enterprise's identity is not confirmed: compare its licence and signatory first (enterprise.confirm), or ask for them (supplement.request).",
    },
    takenBack,
  },
  confirms: {
    confirmed: {
      zh: '企业身份已经核验。',
      en: "The enterprise's identity is confirmed already.",
    },
    takenBack,
  },
};

/** Null where nothing stands against it; a case without an enterprise has nothing to confirm. */
export function identityRefusal(
  { enterpriseIdentity }: Pick<AnyEventDefinition, 'enterpriseIdentity'>,
  standing: EnterpriseStanding | null,
): Label | null {
  if (enterpriseIdentity === undefined || standing === null) return null;
  return refusals[enterpriseIdentity][standing] ?? null;
}

/** Of the acts that are open, those that may be done for an enterprise that stands so. */
export function actsFor(
  { events }: WorkflowDefinition,
  acts: readonly string[],
  standing: EnterpriseStanding | null,
): readonly string[] {
  return acts.filter((type) => identityRefusal(events[type] ?? {}, standing) === null);
}
