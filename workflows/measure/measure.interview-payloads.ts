import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsOptional,
  IsUUID,
  IsUrl,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  Asks,
  IsCode,
  addressSourceWords,
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
import { attendanceWords } from './measure.codes.js';

/** Somebody asked to come (约谈对象). */
export class CalledPerson {
  @Asks('被约谈人姓名', 'Name of the person called')
  @IsName(100)
  readonly name!: string;

  /** The office that the person holds (职务). */
  @Asks('职务', 'Office')
  @IsName(100)
  readonly position!: string;

  /** Where the invitation goes, besides the confirmed address of the respondent. */
  @Asks('电子邮箱', 'E-mail address')
  @IsOptional()
  @IsMailbox()
  readonly email?: string;

  /** How that address was found; needed with it, unless it is the respondent's. */
  @Asks('核实方式', 'How the address was found')
  @IsOptional()
  @IsCode(addressSourceWords)
  readonly foundBy?: AddressSource;

  /** Which entry, which page, which number. */
  @Asks('核实来源', 'Where the address was found')
  @IsOptional()
  @IsLine(500)
  readonly source?: string;

  /** Why it is right all the same; see the address of service. */
  @Asks('采用该地址的理由', 'Why the address is right')
  @IsOptional()
  @IsText(2_000)
  readonly reason?: string;
}

class WhenAndWhere {
  @Asks('约谈时间', 'Time of the interview')
  @IsMoment({ yearsAhead: YEARS_AHEAD })
  readonly at!: string;

  @Asks('约谈地点', 'Place of the interview')
  @IsOptional()
  @IsLine(200)
  readonly place?: string;

  @Asks('视频会议地址', 'Address of the video meeting', { field: 'url' })
  @IsOptional()
  @IsUrl({ protocols: ['https'], require_protocol: true })
  @MaxLength(500)
  readonly videoLink?: string;

  /** Why on a day off; without it, a working day. */
  @Asks('安排在休息日的理由', 'Why on a day off')
  @IsOptional()
  @IsText(500)
  readonly dayOffReason?: string;

  /** On paper; left out: it goes to the confirmed address. */
  @Asks('纸质送达情况', 'Service on paper')
  @IsOptional()
  @ValidateNested()
  @Type(() => PaperService)
  readonly service?: PaperService;
}

/** Where and when the respondent's people are to come. */
export class InterviewCall extends WhenAndWhere implements WithDocument {
  @Asks('被约谈人', 'Persons called')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CalledPerson)
  readonly persons!: readonly CalledPerson[];

  @Asks('文号', 'Document number')
  @IsOptional()
  @IsLine(100)
  readonly documentNumber?: string;

  /** Added when the document is issued; nobody sends it. */
  readonly document?: DocumentReference;
}

export class InterviewMove extends WhenAndWhere {
  @Asks('变更理由', 'Reason for moving it')
  @IsText(2_000)
  readonly reason!: string;
}

/** Who came: in person, by a deputy, or not; without a reason it counts against them. */
export class Attendance {
  @Asks('姓名', 'Name')
  @IsName(100)
  readonly name!: string;

  @Asks('到场情况', 'Attendance')
  @IsCode(attendanceWords)
  readonly status!: 'present' | 'deputy' | 'absent';

  @Asks('代为参加的人员', 'Name of the deputy')
  @IsOptional()
  @IsName(100)
  readonly deputyName?: string;

  /** Why the person did not come. */
  @Asks('未到场的原因', 'Why the person did not come')
  @IsOptional()
  @IsText(2_000)
  readonly reason?: string;
}

export class AttendanceRecord {
  @Asks('到场人员', 'Persons')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => Attendance)
  readonly persons!: readonly Attendance[];
}

export class CommitmentInput {
  @Asks('承诺事项', 'What is promised')
  @IsText(2_000)
  readonly what!: string;

  @Asks('责任人', 'Who answers for it')
  @IsName(100)
  readonly who!: string;

  @Asks('完成期限', 'To be done by')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly until!: string;
}

/** What was said and promised (约谈纪要). */
export class MinutesPayload {
  @Asks('约谈情况', 'Summary of the interview')
  @IsText(20_000)
  readonly summary!: string;

  @Asks('承诺事项', 'Commitments')
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => CommitmentInput)
  readonly commitments!: readonly CommitmentInput[];
}

/** A commitment was kept; a file of the measure or of its complaints proves it. */
export class CommitmentProof {
  @Asks('承诺事项编号', 'Number of the commitment')
  @IsLine(10)
  readonly commitmentId!: string;

  @Asks('完成证明材料', 'Proof')
  @IsUUID()
  readonly evidenceId!: string;

  @Asks('备注', 'Note')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export class CallOff extends ReasonPayload {}
