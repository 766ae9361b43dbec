import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  Asks,
  IsCode,
  wordsOf,
  IsBusinessDate,
  IsLine,
  IsName,
  IsText,
  YEARS_AHEAD,
  type Filing,
  type Label,
} from '../../src/definition/index.js';
import {
  determinationGrounds,
  poorWork,
  referralGrounds,
  restrictions,
  seriousness,
  severities,
  type DeterminationGround,
  type PoorWork,
  type ReferralGround,
  type RestrictionCode,
  type Seriousness,
  type Severity,
} from './measure.codes.js';
import { type MeasureName } from './measure.types.js';
import { violations, violationCodes, type ViolationCode } from './measure.violations.js';
import { measureTypes } from './measure.table.js';

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as Key[];

/** By whom, when and why somebody was found dishonest (失信认定). */
export class Determination {
  /** The authority that determined it. */
  @Asks('认定机关', 'Authority that determined it')
  @IsName(200)
  readonly authority!: string;

  @Asks('认定文书文号', 'Number of its document')
  @IsLine(100)
  readonly documentNumber!: string;

  @Asks('认定日期', 'Determined on')
  @IsBusinessDate()
  readonly determinedOn!: string;

  @Asks('失信认定事由', 'Ground of the determination')
  @IsCode(determinationGrounds)
  readonly ground!: DeterminationGround;
}

/** Points off in the yearly assessment of the heads of a supervised enterprise (考核扣分). */
export class Deduction {
  @Asks('扣分分值', 'Points taken off')
  @IsNumber({ maxDecimalPlaces: 1, allowNaN: false, allowInfinity: false })
  @Min(0.1)
  @Max(100)
  readonly points!: number;

  /** The year of the assessment. */
  @Asks('考核年度', 'Year of the assessment')
  @IsInt()
  @Min(2020)
  @Max(2100)
  readonly year!: number;
}

/** From when to when a record is public, and when it is looked at again (公示期限). */
export class PublicationPlan {
  /** The first day; the day of the issue when it is left out. */
  @Asks('公示开始日期', 'Published from')
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly from?: string;

  @Asks('复查日期', 'Reviewed on')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly reviewOn!: string;

  /** The last day. */
  @Asks('公示结束日期', 'Published until')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly until!: string;
}

/** An authority that works badly (政策落实不到位、工作推进不力的部门、地方政府). */
export class Authority {
  @Asks('机关名称', 'Name of the authority')
  @IsName(200)
  readonly name!: string;
}

/** What the subject of a record applied for through Credit China (信用中国), with its commitment. */
export class RepairApplication {
  @Asks('申请日期', 'Applied on')
  @IsBusinessDate()
  readonly appliedOn!: string;

  /** Of the application there. */
  @Asks('申请编号', 'Number of the application')
  @IsOptional()
  @IsLine(100)
  readonly number?: string;

  /** The subject has committed itself in public (公开信用承诺). */
  @Asks('已作出公开信用承诺', 'Committed in public')
  @Equals(true, {
    message: 'committed must be true: without a public commitment nothing is repaired',
  })
  readonly committed!: true;
}

/** How the determining authority knows that it was put right (整改到位的确认). */
export class Correction {
  @Asks('确认日期', 'Confirmed on')
  @IsBusinessDate()
  readonly confirmedOn!: string;

  @Asks('纠正情况', 'How it was corrected')
  @IsText(5_000)
  readonly summary!: string;

  /** Who confirmed it: who had determined it (谁认定、谁修复); that one when it is left out. */
  @Asks('确认单位', 'Confirmed by')
  @IsOptional()
  @IsName(200)
  readonly confirmedBy?: string;
}

/** What is proposed (提请采取措施), by an officer or by the product itself. */
export class MeasureFiling {
  @Asks('措施类型', 'Type of measure')
  @IsCode(wordsOf(measureTypes))
  readonly type!: MeasureName;

  /** The complaints that it is about: of one kind, against one respondent. */
  @Asks('相关投诉件', 'Complaints', { field: 'case' })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly caseIds!: readonly string[];

  /** What it rests on; the complaints' own words when it is left out. */
  @Asks('事实依据', 'Facts that it rests on')
  @IsOptional()
  @IsText(20_000)
  readonly facts?: string;

  /** What is asked of the respondent; the usual words of the type when it is left out. */
  @Asks('工作要求', 'What is asked of the respondent')
  @IsOptional()
  @IsText(5_000)
  readonly request?: string;

  /** Why the case is serious (情节严重), where the measure is for serious cases. */
  @Asks('情节严重的理由', 'Why the case is serious')
  @IsOptional()
  @IsText(5_000)
  readonly seriousBecause?: string;

  @Asks('失信认定', 'Determination')
  @IsOptional()
  @ValidateNested()
  @Type(() => Determination)
  readonly determination?: Determination;

  @Asks('考核扣分', 'Deduction')
  @IsOptional()
  @ValidateNested()
  @Type(() => Deduction)
  readonly deduction?: Deduction;

  @Asks('公示安排', 'Publication')
  @IsOptional()
  @ValidateNested()
  @Type(() => PublicationPlan)
  readonly publication?: PublicationPlan;

  @Asks('限制措施', 'Restrictions')
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keysOf(restrictions).length)
  @ArrayUnique()
  @IsCode(wordsOf(restrictions), { each: true })
  readonly restrictions?: readonly RestrictionCode[];

  @Asks('问责移送事由', 'Ground of the referral')
  @IsOptional()
  @IsCode(referralGrounds)
  readonly ground?: ReferralGround;

  /** Facts that the law attaches a consequence to, by code; the usual ones when they are left out. */
  @Asks('违法情形', 'Violations')
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(violationCodes.length)
  @ArrayUnique()
  @IsCode(wordsOf(violations), { each: true })
  readonly violations?: readonly ViolationCode[];

  /** Which bad consequences or effects it had (不良后果或者影响). */
  @Asks('不良后果或者影响', 'Bad consequences or effects')
  @IsOptional()
  @IsText(5_000)
  readonly consequences?: string;

  /** How grave the dishonesty is; by the length of its publication when it is left out. */
  @Asks('失信程度', 'Gravity of the dishonesty')
  @IsOptional()
  @IsCode(severities)
  readonly severity?: Severity;

  @Asks('公示情形', 'Why it is published')
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keysOf(seriousness).length)
  @ArrayUnique()
  @IsCode(seriousness, { each: true })
  readonly seriousness?: readonly Seriousness[];

  /** The authority that works badly, for a measure against it and not against the debtor. */
  @Asks('被约谈或者被通报的机关', 'Authority that works badly')
  @IsOptional()
  @ValidateNested()
  @Type(() => Authority)
  readonly authority?: Authority;

  @Asks('工作不力的情形', 'How the authority works badly')
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keysOf(poorWork).length)
  @ArrayUnique()
  @IsCode(poorWork, { each: true })
  readonly poorWork?: readonly PoorWork[];

  /** Authorities that take part (会同上级机关、行业主管部门、监管部门联合; 第二十三条第二款). */
  @Asks('联合实施的机关', 'Authorities that take part', { field: 'text' })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsName(200, { each: true })
  readonly jointWith?: readonly string[];

  @Asks('信用修复申请', 'Application for repair')
  @IsOptional()
  @ValidateNested()
  @Type(() => RepairApplication)
  readonly application?: RepairApplication;

  @Asks('纠正情况', 'Correction')
  @IsOptional()
  @ValidateNested()
  @Type(() => Correction)
  readonly correction?: Correction;
}

/** A measure as it is kept: the filing, with what follows from the complaints. */
export interface CompleteMeasure extends Filing, Omit<MeasureFiling, 'facts' | 'request'> {
  readonly cases: readonly {
    readonly id: string;
    readonly number: string;
    readonly enterpriseName: string;
  }[];
  /** The words of the determination's ground. */
  readonly groundLabel?: Label;
}
