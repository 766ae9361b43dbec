import { IsOptional, IsUUID } from 'class-validator';
import {
  Asks,
  IsCode,
  defineEvent,
  IsName,
  IsText,
  type InputError,
  type RuleInput,
} from '../../src/definition/index.js';
import { miit224, policyAfter } from './instruments.js';
import type { CodeTable } from './coded-payloads.js';

/** Who signed for the enterprise. */
const capacities = {
  legalRepresentative: { zh: '法定代表人', en: 'the legal representative' },
  agent: { zh: '委托代理人', en: 'an agent' },
} as const satisfies CodeTable;

/** What an acceptor looked at before believing that the enterprise is who it says. */
export class EnterpriseIdentity {
  /** Its business licence (营业执照), as it handed it in to the case. */
  @Asks('营业执照', 'Business licence', { field: 'evidence' })
  @IsUUID()
  readonly licenceId!: string;

  /** Who signed for it, as the licence or the authority names them. */
  @Asks('签字人', 'Signatory')
  @IsName(100)
  readonly signatory!: string;

  @Asks('签字人身份', 'Capacity of the signatory')
  @IsCode(capacities)
  readonly capacity!: keyof typeof capacities;

  /** The power of attorney (授权委托书) of an agent, as it was handed in to the case. */
  @Asks('授权委托书', 'Power of attorney', { field: 'evidence' })
  @IsOptional()
  @IsUUID()
  readonly authorityId?: string;

  @Asks('核验说明', 'Note on the check')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

/**
 * An acceptor compares the licence and the signatory with what the account says (企业身份核验). It
 * is done once for an enterprise and holds for its later complaints, of whichever kind.
 */
export const confirmEnterprise = defineEvent<EnterpriseIdentity>({
  by: ['acceptor', 'acceptorHead'],
  label: { zh: '核验企业身份', en: "Confirm the enterprise's identity" },
  payload: EnterpriseIdentity,
  example: {
    licenceId: '0190a6e0-0000-7000-8000-0000000e0001',
    signatory: '营业执照所载法定代表人',
    capacity: 'legalRepresentative',
  },
  basis: policyAfter(miit224),
  enterpriseIdentity: 'confirms',
  refuse: refuseIdentity,
});

function refuseIdentity({
  payload: { licenceId, authorityId, capacity },
  facts: { enterpriseFiles = [] },
}: RuleInput<EnterpriseIdentity, never>): readonly InputError[] {
  const named = { licenceId, ...(authorityId !== undefined && { authorityId }) };
  const strange = Object.entries(named).flatMap(([field, id]) =>
    enterpriseFiles.includes(id)
      ? []
      : [
          {
            path: `payload.${field}`,
            rule: 'fileOfEnterprise',
            message: 'The enterprise has handed in no such file to this case.',
          },
        ],
  );
  const unproven = capacity === 'agent' && authorityId === undefined;
  const missing = {
    path: 'payload.authorityId',
    rule: 'agentHasAuthority',
    message: 'An agent shows a power of attorney.',
  };
  return unproven ? [...strange, missing] : strange;
}
