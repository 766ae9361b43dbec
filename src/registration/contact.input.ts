import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsCode, IsName, IsTelephone } from '../definition/index.js';
import { receiptWords, type ReceiptManner } from '../parties/enterprise-contact.js';

/** Who speaks for the enterprise; what is left out stays as it is. */
export class EnterpriseContactInput {
  /** A person or an office (联系人). */
  @Asks('联系人', 'Contact person', {
    hint: { zh: '可以填写部门或者姓名', en: 'A person or an office' },
  })
  @IsOptional()
  @IsName(100)
  @JSONSchema({ example: '法务部' })
  readonly contactPerson?: string;

  @Asks('联系电话', 'Telephone number')
  @IsOptional()
  @IsTelephone()
  @JSONSchema({ example: '0771-5000000' })
  readonly contactPhone?: string;

  /** As in the business licence (法定代表人). */
  @Asks('法定代表人', 'Legal representative')
  @IsOptional()
  @IsName(100)
  @JSONSchema({ example: '法定代表人' })
  readonly legalRepresentative?: string;

  /** A receipt for each complaint, or one letter at 18:00 for all that was filed since the last. */
  @Asks('收件回执方式', 'Receipts')
  @IsOptional()
  @IsCode(receiptWords)
  readonly receipts?: ReceiptManner;
}
