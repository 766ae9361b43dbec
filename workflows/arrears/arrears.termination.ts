import type { InputError, RuleInput } from '../../src/definition/index.js';
import { refuseUnnamedProcedure, type NamedProcedure } from '../acts/coded-payloads.js';
import { enterpriseOnly } from '../acts/codes.js';
import { closingGroundOf } from './arrears.closing.js';
import type { ArrearsContext } from './arrears.context.js';
import { questionsOf } from './arrears.size.js';
import { terminationGrounds } from './arrears.grounds.js';

interface Termination {
  readonly groundCode: string;
  readonly procedure?: NamedProcedure;
}

type Input = RuleInput<Termination, ArrearsContext>;

/** Whether a ground is true of this case, as far as the case itself knows. */
export function refuseTermination(input: Input): readonly InputError[] {
  return [
    ...unsettled(input),
    ...notOfEnterprise(input),
    ...notDetermined(input),
    ...refuseUnnamedProcedure(terminationGrounds, input),
  ];
}

const wrong = (rule: string, message: string): readonly InputError[] => [
  { path: 'payload.groundCode', rule, message },
];

/** "Settled" is the end of a debt, so the ledger must say so, too; the enterprise may withdraw. */
function unsettled({ payload: { groundCode }, context, on }: Input): readonly InputError[] {
  const ground = closingGroundOf(context, on);
  if (groundCode !== 'settled' || (ground !== null && ground !== 'guided')) return [];
  return wrong(
    'ledgerSettled',
    'The ledger is not paid to zero: neither is its interest paid or waived, nor has the enterprise called the matter solved once the principal was paid. If the parties settled, the enterprise withdraws.',
  );
}

/** Only what the SME department has found takes a party out of the Regulations (Article 29(2)). */
function notDetermined({ payload: { groundCode }, context }: Input): readonly InputError[] {
  const { complainant, respondent } = questionsOf(context);
  const decided = respondent?.decided ?? null;
  const found: Readonly<Record<string, boolean>> = {
    notSme: complainant?.decided === 'large',
    notLargeEnterprise: decided !== null && decided !== 'large',
  };
  if (found[groundCode] ?? true) return [];
  return wrong('sizeDetermined', 'The SME department has not found so: see size.dispute.');
}

/** Authorities and public institutions go neither bankrupt nor off the register. */
function notOfEnterprise({
  payload: { groundCode },
  context: { respondentType },
}: Input): readonly InputError[] {
  const isPublic = respondentType === 'government' || respondentType === 'publicInstitution';
  if (!isPublic || !enterpriseOnly.includes(groundCode)) return [];
  return wrong('enterpriseRespondent', 'Only an enterprise can be bankrupt or dissolved.');
}
