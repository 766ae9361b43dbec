import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
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
  Asks,
  IsCode,
  termUnitWords,
  markWords,
  policyUnitWords,
  startRuleWords,
  rollRuleWords,
  governingWords,
  IsBusinessDate,
  IsGuangxiDivision,
  IsLine,
  IsText,
  YEARS_AHEAD,
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
  @Asks('中文名称', 'Name in Chinese')
  @IsLine(300)
  @JSONSchema({ example: '平台规则' })
  readonly zh!: string;

  @Asks('英文名称', 'Name in English')
  @IsLine(300)
  @JSONSchema({ example: 'platform policy' })
  readonly en!: string;
}

class LadderInput implements LadderPlan {
  @Asks('到期前提醒', 'Reminders before the due date', {
    hint: {
      zh: '以负数填写距到期的天数或者月数',
      en: 'Days or months before it, as negative numbers',
    },
  })
  @Days()
  @JSONSchema({ example: [-3, -1] })
  readonly near!: readonly number[];

  /** What the numbers of `near` are; working days where nothing is said. */
  @Asks('提前提醒的单位', 'Unit of the reminders')
  @IsOptional()
  @IsCode(termUnitWords, { among: warningUnits })
  readonly nearUnit?: WarningUnit;

  @Asks('逾期催办', 'Reminders after the due date', {
    hint: { zh: '逾期后的天数', en: 'Days after it' },
  })
  @Days()
  @JSONSchema({ example: [1] })
  readonly passed!: readonly number[];

  @Asks('严重逾期催办', 'Reminders long after the due date', {
    hint: { zh: '逾期后的天数', en: 'Days after it' },
  })
  @Days()
  @JSONSchema({ example: [5] })
  readonly longPassed!: readonly number[];
}

class PauseGroundInput implements PauseGround {
  @Asks('情形代码', 'Code of the ground')
  @IsLine(60)
  @JSONSchema({ example: 'appraisal' })
  readonly code!: string;

  @Asks('情形名称', 'Name of the ground')
  @ValidateNested()
  @Type(() => LabelInput)
  @IsNotEmpty()
  @JSONSchema({ example: { zh: '鉴定', en: 'appraisal' } })
  readonly label!: LabelInput;
}

class PauseInput implements PausePolicy {
  @Asks('可以扣除时间的情形', 'Grounds for a pause')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => PauseGroundInput)
  readonly grounds!: readonly PauseGroundInput[];

  @Asks('最多扣除天数', 'Longest pause (days)')
  @IsInt()
  @Min(1)
  @Max(LONGEST_TERM)
  @JSONSchema({ example: 60 })
  readonly mostDays!: number;
}

class BasisInput implements LegalBasis {
  @Asks('依据名称', 'Name of the instrument')
  @ValidateNested()
  @Type(() => LabelInput)
  @IsNotEmpty()
  readonly instrument!: LabelInput;

  @Asks('条款', 'Article')
  @IsOptional()
  @IsLine(60)
  readonly article?: string;

  @Asks('文本网址', 'Address of the text', { field: 'url' })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true })
  @MaxLength(500)
  readonly url?: string;

  @Asks('依据性质', 'Nature of the basis')
  @IsCode(markWords)
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
  @Asks('投诉类型', 'Kind of complaint', { field: 'code' })
  @IsLine(60)
  @JSONSchema({ example: 'promise' })
  readonly workflow!: string;

  @Asks('期限事项', 'Deadline', { field: 'code' })
  @IsLine(60)
  @JSONSchema({ example: 'cityReply' })
  readonly clock!: string;

  /** Its own rule of a division, which holds below it, too. */
  @Asks('适用行政区划', 'Division')
  @IsOptional()
  @IsGuangxiDivision()
  readonly divisionCode?: string;

  /** 0 with `setDate`. */
  @Asks('期限长度', 'Length of the term', {
    hint: { zh: '单位为“另行指定日期”时填0', en: '0 where the unit is a set date' },
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_TERM)
  @JSONSchema({ example: 20 })
  readonly value?: number;

  @Asks('期限单位', 'Unit of the term')
  @IsOptional()
  @IsCode(policyUnitWords)
  readonly unit?: PolicyUnit;

  @Asks('起算规则', 'Rule for the first day')
  @IsOptional()
  @IsCode(startRuleWords)
  readonly startRule?: StartRule;

  @Asks('顺延规则', 'Rule for days off')
  @IsOptional()
  @IsCode(rollRuleWords)
  readonly rollRule?: RollRule;

  @Asks('以何时的规则为准', 'Which day decides on the rule')
  @IsOptional()
  @IsCode(governingWords)
  readonly follows?: Governing;

  @Asks('提醒安排', 'Reminders')
  @IsOptional()
  @ValidateNested()
  @Type(() => LadderInput)
  readonly ladder?: LadderInput;

  /** The longest the term may become by extensions. */
  @Asks('延长后最长期限', 'Longest term with extensions')
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_TERM)
  @JSONSchema({ example: 40 })
  readonly cap?: number;

  @Asks('时间扣除规则', 'Rules of pauses')
  @IsOptional()
  @ValidateNested()
  @Type(() => PauseInput)
  readonly pause?: PauseInput;

  @Asks('依据', 'Legal basis')
  @IsOptional()
  @ValidateNested()
  @Type(() => BasisInput)
  readonly basis?: BasisInput;

  @Asks('施行日期', 'In force from')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2027-01-01' })
  readonly effectiveFrom!: string;

  @Asks('失效日期', 'In force until', {
    hint: { zh: '最后一日，含当日', en: 'The last day, included' },
  })
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2030-12-31' })
  readonly effectiveTo?: string;

  /** The version that ends on the day before this one begins. */
  @Asks('替代的版本', 'Version that is replaced')
  @IsOptional()
  @IsLine(200)
  @JSONSchema({ example: 'promise.cityReply@1' })
  readonly replaces?: string;

  @Asks('变更理由', 'Reason for the change')
  @IsText(2_000)
  @JSONSchema({ example: '桂投促委办发〔2027〕1号规定办理期限为20个工作日。' })
  readonly reason!: string;
}

/** The last day of a division's own rule. */
export class PolicyEndInput {
  @Asks('失效日期', 'In force until', {
    hint: { zh: '最后一日，含当日', en: 'The last day, included' },
  })
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2027-12-31' })
  readonly effectiveTo!: string;

  @Asks('终止理由', 'Reason for the end')
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
