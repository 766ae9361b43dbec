import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  IsUrl,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  addressSources,
  IsBusinessDate,
  IsLine,
  IsMailbox,
  IsText,
  type AddressSource,
  type DocumentReference,
  type WithDocument,
} from '../../src/definition/index.js';
import { ReasonPayload } from '../acts/payloads.js';
import { PaperService } from '../acts/service-address.js';

/** `2026-09-18T09:30:00+08:00`: a moment with its distance from UTC. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Somebody asked to come (约谈对象). */
export class CalledPerson {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  readonly name!: string;

  /** The office that the person holds (职务). */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
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
  @Matches(MOMENT, { message: 'at must be a moment as ISO 8601, with its distance from UTC' })
  readonly at!: string;

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  readonly place?: string;

  @IsOptional()
  @IsUrl({ protocols: ['https'], require_protocol: true })
  @MaxLength(500)
  readonly videoLink?: string;

  /** Why on a day off; without it, a working day. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
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
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  readonly documentNumber?: string;

  /** Added when the document is issued; nobody sends it. */
  readonly document?: DocumentReference;
}

export class InterviewMove extends WhenAndWhere {
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  readonly reason!: string;
}

/** Who came: in person, by a deputy, or not; without a reason it counts against them. */
export class Attendance {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  readonly name!: string;

  @IsIn(['present', 'deputy', 'absent'])
  readonly status!: 'present' | 'deputy' | 'absent';

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  readonly deputyName?: string;

  /** Why the person did not come. */
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
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
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  readonly what!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  readonly who!: string;

  @IsBusinessDate()
  readonly until!: string;
}

/** What was said and promised (约谈纪要). */
export class MinutesPayload {
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  readonly summary!: string;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CommitmentInput)
  readonly commitments!: readonly CommitmentInput[];
}

/** A commitment was kept; a file of the measure or of its complaints proves it. */
export class CommitmentProof {
  @IsString()
  @IsNotEmpty()
  @MaxLength(10)
  readonly commitmentId!: string;

  @IsUUID()
  readonly evidenceId!: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  readonly note?: string;
}

export class CallOff extends ReasonPayload {}
