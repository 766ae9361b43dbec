import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { EntityManager } from 'typeorm';
import { Asks, IsName, IsTelephone } from '../definition/index.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { changeContact } from '../parties/enterprise-contact.js';
import type { Enterprise } from '../parties/enterprise.entity.js';

/** Who speaks for the enterprise, given with a complaint. */
export class ComplaintContact {
  /** A person or an office (联系人). */
  @Asks('联系人', 'Contact person', {
    hint: { zh: '可以填写部门或者姓名', en: 'A person or an office' },
  })
  @IsName(100)
  @JSONSchema({ example: '法务部' })
  readonly person!: string;

  @Asks('联系电话', 'Telephone number')
  @IsTelephone()
  @JSONSchema({ example: '0771-5000000' })
  readonly telephone!: string;
}

/** What a complaint has beside its filing, which is its kind's own. */
export class BesideFiling {
  /**
   * Needed with the first complaint of an enterprise that has not said it; it is kept for the
   * enterprise, not with the case, and told to the offices that accept and handle it alone.
   */
  @Asks('企业联系方式', 'Contact of the enterprise', {
    hint: {
      zh: '首次投诉时填写，以后沿用',
      en: 'Asked with the first complaint and kept for later ones',
    },
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => ComplaintContact)
  readonly contact?: ComplaintContact;
}

/**
 * No complaint is taken for an enterprise that no office can call (投诉人联系方式).
 *
 * @throws DomainError INPUT_INVALID contactNeeded
 */
export async function keepContact(
  tx: EntityManager,
  { id, contactPerson, contactPhone }: Enterprise,
  { contact }: BesideFiling,
): Promise<void> {
  if (contact) await changeContact(tx, id, contact);
  else if (contactPerson === null || contactPhone === null) {
    const message =
      'must name a person or office and a telephone, as the enterprise has not said them yet (PATCH /enterprises/own)';
    throw inputInvalid([{ path: 'contact', rule: 'contactNeeded', message }]);
  }
}
