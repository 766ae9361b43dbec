import { IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsName, IsTelephone } from '../definition/index.js';
import { receiptManners, type ReceiptManner } from '../parties/enterprise-contact.js';

/** Who speaks for the enterprise; what is left out stays as it is. */
export class EnterpriseContactInput {
  /** A person or an office (联系人). */
  @IsOptional()
  @IsName(100)
  @JSONSchema({ example: '法务部' })
  readonly contactPerson?: string;

  @IsOptional()
  @IsTelephone()
  @JSONSchema({ example: '0771-5000000' })
  readonly contactPhone?: string;

  /** As in the business licence (法定代表人). */
  @IsOptional()
  @IsName(100)
  @JSONSchema({ example: '法定代表人' })
  readonly legalRepresentative?: string;

  /** A receipt for each complaint, or one letter at 18:00 for all that was filed since the last. */
  @IsOptional()
  @IsIn(receiptManners)
  readonly receipts?: ReceiptManner;
}
