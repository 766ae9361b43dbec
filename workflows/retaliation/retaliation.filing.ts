import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { Asks } from '../../src/definition/index.js';
import type {
  FilingDefinition,
  FilingRuleInput,
  InputError,
  LegalBasis,
} from '../../src/definition/index.js';
import { foreignInvestment2019, law, order802, policyAfter } from '../acts/instruments.js';
import { RetaliationReport } from '../acts/payloads.js';

/** What the enterprise reports, and about which of its complaints. */
export class RetaliationFiling extends RetaliationReport {
  @Asks('相关投诉件', 'Complaint', { field: 'case' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1)
  @IsUUID(undefined, { each: true })
  readonly caseIds!: readonly string[];
}

/**
 * Order 802 protects an SME that asks for its payment (Article 20). Who complains of a broken promise
 * need be none, and there is no purchase: what foreign enterprises are promised stands for them.
 */
export const basisFor = (kind: string, article: '20' | '35'): LegalBasis =>
  kind === 'arrears' ? law(order802, article) : policyAfter(foreignInvestment2019, '31');

const basis = law(order802, '20');

function refuse({ filing, on }: FilingRuleInput<RetaliationFiling>): readonly InputError[] {
  if (filing.happenedOn === undefined || filing.happenedOn <= on) return [];
  const message = 'This cannot lie after today.';
  return [{ path: 'payload.happenedOn', rule: 'notInFuture', message }];
}

export const retaliationFiling: FilingDefinition<RetaliationFiling> = {
  label: { zh: '反映打击报复', en: 'Report retaliation' },
  payload: RetaliationFiling,
  basis,
  refuse,
  about: {
    act: 'retaliation.report',
    by: ['enterprise'],
    // Whoever complained may report it, whatever has become of the complaint.
    forbid: () => [],
    complete: ({ filing, subjects: [complaint] }) => {
      if (!complaint) throw new Error('Retaliation is reported about a complaint.');
      const { respondent } = complaint.filing;
      const complete = {
        ...filing,
        respondent,
        facts: filing.what,
        request: '请依法查处打击报复行为。',
        cases: [{ id: complaint.id, number: complaint.number }],
      };
      return { filing: complete, basis: basisFor(complaint.kind, '20') };
    },
  },
  example: {
    what: '投诉后对方单位停止与我公司的全部合作，并要求撤回投诉。',
    caseIds: ['0190a6e0-0000-7000-8000-0000000c0001'],
  },
};
