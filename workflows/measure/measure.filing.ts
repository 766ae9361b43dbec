import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
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
import { measureNames, type MeasureName } from './measure.types.js';
import { violationCodes, type ViolationCode } from './measure.violations.js';

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  Object.keys(table) as Key[];

/** By whom, when and why somebody was found dishonest (失信认定). */
export class Determination {
  /** The authority that determined it. */
  @IsName(200)
  readonly authority!: string;

  @IsLine(100)
  readonly documentNumber!: string;

  @IsBusinessDate()
  readonly determinedOn!: string;

  @IsIn(keysOf(determinationGrounds))
  readonly ground!: DeterminationGround;
}

/** Points off in the yearly assessment of the heads of a supervised enterprise (考核扣分). */
export class Deduction {
  @IsNumber({ maxDecimalPlaces: 1, allowNaN: false, allowInfinity: false })
  @Min(0.1)
  @Max(100)
  readonly points!: number;

  /** The year of the assessment. */
  @IsInt()
  @Min(2020)
  @Max(2100)
  readonly year!: number;
}

/** From when to when a record is public, and when it is looked at again (公示期限). */
export class PublicationPlan {
  /** The first day; the day of the issue when it is left out. */
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly from?: string;

  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly reviewOn!: string;

  /** The last day. */
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly until!: string;
}

/** An authority that works badly (政策落实不到位、工作推进不力的部门、地方政府). */
export class Authority {
  @IsName(200)
  readonly name!: string;
}

/** What the subject of a record applied for through Credit China (信用中国), with its commitment. */
export class RepairApplication {
  @IsBusinessDate()
  readonly appliedOn!: string;

  /** Of the application there. */
  @IsOptional()
  @IsLine(100)
  readonly number?: string;

  /** The subject has committed itself in public (公开信用承诺). */
  @Equals(true, {
    message: 'committed must be true: without a public commitment nothing is repaired',
  })
  readonly committed!: true;
}

/** How the determining authority knows that it was put right (整改到位的确认). */
export class Correction {
  @IsBusinessDate()
  readonly confirmedOn!: string;

  @IsText(5_000)
  readonly summary!: string;

  /** Who confirmed it: who had determined it (谁认定、谁修复); that one when it is left out. */
  @IsOptional()
  @IsName(200)
  readonly confirmedBy?: string;
}

/** What is proposed (提请采取措施), by an officer or by the product itself. */
export class MeasureFiling {
  @IsIn(measureNames)
  readonly type!: MeasureName;

  /** The complaints that it is about: of one kind, against one respondent. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  readonly caseIds!: readonly string[];

  /** What it rests on; the complaints' own words when it is left out. */
  @IsOptional()
  @IsText(20_000)
  readonly facts?: string;

  /** What is asked of the respondent; the usual words of the type when it is left out. */
  @IsOptional()
  @IsText(5_000)
  readonly request?: string;

  /** Why the case is serious (情节严重), where the measure is for serious cases. */
  @IsOptional()
  @IsText(5_000)
  readonly seriousBecause?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Determination)
  readonly determination?: Determination;

  @IsOptional()
  @ValidateNested()
  @Type(() => Deduction)
  readonly deduction?: Deduction;

  @IsOptional()
  @ValidateNested()
  @Type(() => PublicationPlan)
  readonly publication?: PublicationPlan;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keysOf(restrictions).length)
  @ArrayUnique()
  @IsIn(keysOf(restrictions), { each: true })
  readonly restrictions?: readonly RestrictionCode[];

  @IsOptional()
  @IsIn(keysOf(referralGrounds))
  readonly ground?: ReferralGround;

  /** Facts that the law attaches a consequence to, by code; the usual ones when they are left out. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(violationCodes.length)
  @ArrayUnique()
  @IsIn(violationCodes, { each: true })
  readonly violations?: readonly ViolationCode[];

  /** Which bad consequences or effects it had (不良后果或者影响). */
  @IsOptional()
  @IsText(5_000)
  readonly consequences?: string;

  /** How grave the dishonesty is; by the length of its publication when it is left out. */
  @IsOptional()
  @IsIn(keysOf(severities))
  readonly severity?: Severity;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keysOf(seriousness).length)
  @ArrayUnique()
  @IsIn(keysOf(seriousness), { each: true })
  readonly seriousness?: readonly Seriousness[];

  /** The authority that works badly, for a measure against it and not against the debtor. */
  @IsOptional()
  @ValidateNested()
  @Type(() => Authority)
  readonly authority?: Authority;

  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keysOf(poorWork).length)
  @ArrayUnique()
  @IsIn(keysOf(poorWork), { each: true })
  readonly poorWork?: readonly PoorWork[];

  /** Authorities that take part (会同上级机关、行业主管部门、监管部门联合; 第二十三条第二款). */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsName(200, { each: true })
  readonly jointWith?: readonly string[];

  @IsOptional()
  @ValidateNested()
  @Type(() => RepairApplication)
  readonly application?: RepairApplication;

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
