import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsUrl,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import {
  IsBusinessDate,
  IsGuangxiDivision,
  IsLine,
  IsText,
  YEARS_AHEAD,
  governings,
  policyUnits,
  rollRules,
  startRules,
  warningUnits,
  type Governing,
  type Label,
  type LadderPlan,
  type LegalBasis,
  type PauseGround,
  type PausePolicy,
  type PolicyUnit,
  type RollRule,
  type StartRule,
  type WarningUnit,
} from '../definition/index.js';
import { LONGEST_TERM } from '../policies/check-policy.js';

/** Farther from the due date no letter makes sense. */
const FARTHEST_RUNG = 60;

class LabelInput implements Label {
  @IsLine(300)
  @JSONSchema({ example: '平台规则' })
  readonly zh!: string;

  @IsLine(300)
  @JSONSchema({ example: 'platform policy' })
  readonly en!: string;
}

class LadderInput implements LadderPlan {
  @Days()
  @JSONSchema({ example: [-3, -1] })
  readonly near!: readonly number[];

  /** What the numbers of `near` are; working days where nothing is said. */
  @IsOptional()
  @IsIn(warningUnits)
  readonly nearUnit?: WarningUnit;

  @Days()
  @JSONSchema({ example: [1] })
  readonly passed!: readonly number[];

  @Days()
  @JSONSchema({ example: [5] })
  readonly longPassed!: readonly number[];
}

class PauseGroundInput implements PauseGround {
  @IsLine(60)
  @JSONSchema({ example: 'appraisal' })
  readonly code!: string;

  @ValidateNested()
  @Type(() => LabelInput)
  @IsNotEmpty()
  @JSONSchema({ example: { zh: '鉴定', en: 'appraisal' } })
  readonly label!: LabelInput;
}

class PauseInput implements PausePolicy {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PauseGroundInput)
  readonly grounds!: readonly PauseGroundInput[];

  @IsInt()
  @Min(1)
  @Max(LONGEST_TERM)
  @JSONSchema({ example: 60 })
  readonly mostDays!: number;
}

class BasisInput implements LegalBasis {
  @ValidateNested()
  @Type(() => LabelInput)
  @IsNotEmpty()
  readonly instrument!: LabelInput;

  @IsOptional()
  @IsLine(60)
  readonly article?: string;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(500)
  readonly url?: string;

  @IsIn(['law', 'policy'])
  @JSONSchema({ example: 'policy' })
  readonly mark!: LegalBasis['mark'];
}

/** A new version of a policy. What is not said stays as it is in the version that it replaces. */
@JSONSchema({
  example: {
    workflow: 'promise',
    clock: 'cityReply',
    value: 20,
    effectiveFrom: '2027-01-01',
    replaces: 'promise.cityReply@1',
    reason: '桂投促委办发〔2027〕1号规定办理期限为20个工作日。',
  },
})
export class PolicyInput {
  @IsLine(60)
  @JSONSchema({ example: 'promise' })
  readonly workflow!: string;

  @IsLine(60)
  @JSONSchema({ example: 'cityReply' })
  readonly clock!: string;

  /** Its own rule of a division, which holds below it, too. */
  @IsOptional()
  @IsGuangxiDivision()
  readonly divisionCode?: string;

  /** 0 with `setDate`. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_TERM)
  @JSONSchema({ example: 20 })
  readonly value?: number;

  @IsOptional()
  @IsIn(policyUnits)
  readonly unit?: PolicyUnit;

  @IsOptional()
  @IsIn(startRules)
  readonly startRule?: StartRule;

  @IsOptional()
  @IsIn(rollRules)
  readonly rollRule?: RollRule;

  @IsOptional()
  @IsIn(governings)
  readonly follows?: Governing;

  @IsOptional()
  @ValidateNested()
  @Type(() => LadderInput)
  readonly ladder?: LadderInput;

  /** The longest the term may become by extensions. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_TERM)
  @JSONSchema({ example: 40 })
  readonly cap?: number;

  @IsOptional()
  @ValidateNested()
  @Type(() => PauseInput)
  readonly pause?: PauseInput;

  @IsOptional()
  @ValidateNested()
  @Type(() => BasisInput)
  readonly basis?: BasisInput;

  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2027-01-01' })
  readonly effectiveFrom!: string;

  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2030-12-31' })
  readonly effectiveTo?: string;

  /** The version that ends on the day before this one begins. */
  @IsOptional()
  @IsLine(200)
  @JSONSchema({ example: 'promise.cityReply@1' })
  readonly replaces?: string;

  @IsText(2_000)
  @JSONSchema({ example: '桂投促委办发〔2027〕1号规定办理期限为20个工作日。' })
  readonly reason!: string;
}

/** The last day of a division's own rule. */
export class PolicyEndInput {
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2027-12-31' })
  readonly effectiveTo!: string;

  @IsText(2_000)
  @JSONSchema({ example: '改按统一规则办理。' })
  readonly reason!: string;
}

/** Working days from the due date. */
function Days(): PropertyDecorator {
  const rules = [
    IsArray(),
    ArrayMaxSize(10),
    IsInt({ each: true }),
    Min(-FARTHEST_RUNG, { each: true }),
    Max(FARTHEST_RUNG, { each: true }),
  ];
  return (target, key) => {
    for (const rule of rules) rule(target, key);
  };
}
