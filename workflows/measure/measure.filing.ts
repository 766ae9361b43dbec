import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
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
  type FilingDefinition,
  type InputError,
  type Label,
} from '../../src/definition/index.js';
import { law, order802 } from '../acts/instruments.js';
import {
  determinationGrounds,
  referralGrounds,
  restrictions,
  type DeterminationGround,
  type ReferralGround,
  type RestrictionCode,
} from './measure.codes.js';
import type { Proposing } from './measure.preconditions.js';
import { forbidden, lawfulRoute } from './measure.rules.js';
import { measureTypes } from './measure.table.js';
import { measureNames, proposers, type MeasureName } from './measure.types.js';

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

/** How the determining authority knows that it was put right (整改到位的确认). */
export class Correction {
  @IsBusinessDate()
  readonly confirmedOn!: string;

  @IsText(5_000)
  readonly summary!: string;
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

/** Fields that belong to some types alone, and whether these cannot do without. */
const ownFields: readonly {
  readonly field: keyof MeasureFiling;
  readonly of: readonly MeasureName[];
  readonly required: boolean;
}[] = [
  { field: 'determination', of: ['dishonestyRecord'], required: true },
  { field: 'deduction', of: ['assessmentDeduction'], required: true },
  { field: 'publication', of: ['publication'], required: true },
  { field: 'restrictions', of: ['restriction'], required: true },
  { field: 'ground', of: ['disciplineReferral'], required: true },
  { field: 'correction', of: ['creditRepair'], required: true },
];

function refuse(input: Proposing): readonly InputError[] {
  return [...fieldErrors(input), ...dateErrors(input)];
}

function fieldErrors({ filing }: Proposing): readonly InputError[] {
  return ownFields.flatMap(({ field, of, required }) => {
    const isOwn = of.includes(filing.type);
    const given = filing[field] !== undefined;
    if (given && !isOwn) {
      const message = `${field} belongs to ${of.join(', ')}.`;
      return [{ path: field, rule: 'fieldOfType', message }];
    }
    if (given || !isOwn || !required) return [];
    return [{ path: field, rule: 'isDefined', message: `${field} is required.` }];
  });
}

function dateErrors({ filing, on }: Proposing): readonly InputError[] {
  const { determination, publication, correction, deduction } = filing;
  const errors: InputError[] = [];
  const check = (holds: boolean, path: string, rule: string, message: string) => {
    if (!holds) errors.push({ path, rule, message });
  };
  if (determination) {
    const past = determination.determinedOn <= on;
    check(past, 'determination.determinedOn', 'notInFuture', 'This cannot lie after today.');
  }
  if (correction) {
    const past = correction.confirmedOn <= on;
    check(past, 'correction.confirmedOn', 'notInFuture', 'This cannot lie after today.');
  }
  if (deduction) {
    const known = deduction.year <= Number(on.slice(0, 4)) + 1;
    check(known, 'deduction.year', 'yearOfAssessment', 'This year is not assessed yet.');
  }
  if (publication) {
    const { from = on, reviewOn, until } = publication;
    check(from >= on, 'publication.from', 'notInPast', 'A publication does not begin in the past.');
    const ordered = from < reviewOn && reviewOn <= until;
    const message = 'The review lies after the first day and not after the last.';
    check(ordered, 'publication.reviewOn', 'datesInOrder', message);
  }
  return errors;
}

export const measureFiling: FilingDefinition<MeasureFiling> = {
  label: { zh: '提请采取措施', en: 'Propose a measure' },
  payload: MeasureFiling,
  basis: law(order802, '21'),
  refuse,
  about: {
    sorts: measureNames.map((type) => ({ type, label: measureTypes[type].label })),
    act: 'measure.propose',
    by: proposers,
    forbid: forbidden,
    complete: (input) => {
      const { filing, subjects } = input;
      const [first] = subjects;
      if (!first) throw new Error('A measure is about a complaint.');
      const complete: CompleteMeasure = {
        ...filing,
        respondent: first.filing.respondent,
        facts: filing.facts ?? subjects.map((each) => each.filing.facts).join('\n\n'),
        request: filing.request ?? measureTypes[filing.type].request.zh,
        cases: subjects.map(({ id, number, enterpriseName }) => ({ id, number, enterpriseName })),
        ...(filing.determination && {
          groundLabel: determinationGrounds[filing.determination.ground],
        }),
      };
      return { filing: complete, basis: lawfulRoute(input).basis };
    },
  },
  example: {
    type: 'supervisionNotice',
    caseIds: ['0190a6e0-0000-7000-8000-0000000c0001'],
    facts: '被投诉人逾期未反馈。',
    request: '请在5个工作日内书面反馈付款安排。',
  },
};
