import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsOptional,
  IsUUID,
  IsUrl,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  addressSources,
  IsBusinessDate,
  IsLine,
  IsMailbox,
  IsMoment,
  IsName,
  IsText,
  YEARS_AHEAD,
  type AddressSource,
  type DocumentReference,
  type WithDocument,
} from '../../src/definition/index.js';
import { ReasonPayload } from '../acts/payloads.js';
import { PaperService } from '../acts/service-address.js';

/** Somebody asked to come (约谈对象). */
export class CalledPerson {
  @IsName(100)
  readonly name!: string;

  /** The office that the person holds (职务). */
  @IsName(100)
  readonly position!: string;

  /** Where the invitation goes, besides the confirmed address of the respondent. */
  @IsOptional()
  @IsMailbox()
  readonly email?: string;

  /** How that address was found; needed with it, unless it is the respondent's. */
  @IsOptional()
  @IsIn(addressSources)
  readonly foundBy?: AddressSource;

  /** Which entry, which page, which number. */
  @IsOptional()
  @IsLine(500)
  readonly source?: string;

  /** Why it is right all the same; see the address of service. */
  @IsOptional()
  @IsText(2_000)
  readonly reason?: string;
}

class WhenAndWhere {
  @IsMoment({ yearsAhead: YEARS_AHEAD })
  readonly at!: string;

  @IsOptional()
  @IsLine(200)
  readonly place?: string;

  @IsOptional()
  @IsUrl({ protocols: ['https'], require_protocol: true })
  @MaxLength(500)
  readonly videoLink?: string;

  /** Why on a day off; without it, a working day. */
  @IsOptional()
  @IsText(500)
  readonly dayOffReason?: string;

  /** On paper; left out: it goes to the confirmed address. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PaperService)
  readonly service?: PaperService;
}

/** Where and when the respondent's people are to come. */
export class InterviewCall extends WhenAndWhere implements WithDocument {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CalledPerson)
  readonly persons!: readonly CalledPerson[];

  @IsOptional()
  @IsLine(100)
  readonly documentNumber?: string;

  /** Added when the document is issued; nobody sends it. */
  readonly document?: DocumentReference;
}

export class InterviewMove extends WhenAndWhere {
  @IsText(2_000)
  readonly reason!: string;
}

/** Who came: in person, by a deputy, or not; without a reason it counts against them. */
export class Attendance {
  @IsName(100)
  readonly name!: string;

  @IsIn(['present', 'deputy', 'absent'])
  readonly status!: 'present' | 'deputy' | 'absent';

  @IsOptional()
  @IsName(100)
  readonly deputyName?: string;

  /** Why the person did not come. */
  @IsOptional()
  @IsText(2_000)
  readonly reason?: string;
}

export class AttendanceRecord {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Attendance)
  readonly persons!: readonly Attendance[];
}

export class CommitmentInput {
  @IsText(2_000)
  readonly what!: string;

  @IsName(100)
  readonly who!: string;

  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly until!: string;
}

/** What was said and promised (约谈纪要). */
export class MinutesPayload {
  @IsText(20_000)
  readonly summary!: string;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CommitmentInput)
  readonly commitments!: readonly CommitmentInput[];
}

/** A commitment was kept; a file of the measure or of its complaints proves it. */
export class CommitmentProof {
  @IsLine(10)
  readonly commitmentId!: string;

  @IsUUID()
  readonly evidenceId!: string;

  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export class CallOff extends ReasonPayload {}
