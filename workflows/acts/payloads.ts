import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  addressSources,
  IsBusinessDate,
  IsFileName,
  IsLine,
  IsMailbox,
  IsMoment,
  IsText,
  type AddressSource,
  type DocumentReference,
  type WithDocument,
} from '../../src/definition/index.js';

/** An act that needs no words. */
export class NoPayload {}

/** A remark for the file; it is shown to officers only. */
export class NotePayload {
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

/** An act that issues an official document. */
export class DocumentedPayload implements WithDocument {
  /** A number that the office gave (文号), which no other document has; the next one when left out. */
  @IsOptional()
  @IsLine(100)
  readonly documentNumber?: string;

  /** Added when the document is issued; nobody sends it. */
  readonly document?: DocumentReference;
}

export class AcceptancePayload extends DocumentedPayload {
  /** For the file. */
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export class ExtensionApproval extends DocumentedPayload {}

/** An act that must be explained; the reader is shown the reason. */
export class ReasonPayload {
  @IsText(2_000)
  readonly reason!: string;
}

/** Everything that is missing, at once (一次性告知). */
export class SupplementItems {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsText(500, { each: true })
  readonly items!: readonly string[];
}

export class SupplementAnswer {
  @IsText(20_000)
  readonly answer!: string;
}

export class ReferralPayload {
  /** The unit that shall handle the case, in the lead (牵头单位); see `GET /units`. */
  @IsUUID()
  readonly unitId!: string;

  /** Units that shall help it (配合单位), each with a task and a term of its own. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(8)
  @IsUUID(undefined, { each: true })
  readonly coUnitIds?: readonly string[];

  /**
   * Why the respondent is another body than that of a unit whose name, or that of one above it, its
   * own name is like (避免转交被投诉单位). A name that is like none needs nothing.
   */
  @IsOptional()
  @IsText(2_000)
  readonly notTheRespondent?: string;

  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export class ExtensionPayload {
  /** How many days more, in the unit of the term that is extended. */
  @IsInt()
  @Min(1)
  @Max(366)
  readonly days!: number;

  @IsText(2_000)
  readonly reason!: string;
}

/** What a unit that cooperates found out or did. */
export class CooperationAnswer {
  @IsText(20_000)
  readonly answer!: string;
}

/** Why the enterprise does not accept what it was answered. */
export class ObjectionPayload extends ReasonPayload {}

/** The enterprise's own word on the outcome (回访问卷); nobody else's counts above it. */
export class SurveyPayload {
  /** Whether the unit got in touch with the enterprise while it worked on the case (是否联系). */
  @IsBoolean()
  readonly contacted!: boolean;

  /** Whether the matter is solved (是否解决). */
  @IsBoolean()
  readonly solved!: boolean;

  /** Whether the enterprise is satisfied (是否满意). */
  @IsBoolean()
  readonly satisfied!: boolean;

  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly comment?: string;
}

/** A try to reach the enterprise and what it said (回访). */
export class FollowUpPayload {
  /** Whether the enterprise was reached. */
  @IsBoolean()
  readonly contacted!: boolean;

  /** What the enterprise said; left out when it was not reached. */
  @IsOptional()
  @IsBoolean()
  readonly solved?: boolean;

  @IsOptional()
  @IsBoolean()
  readonly satisfied?: boolean;

  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export const reexaminationOutcomes = ['uphold', 'rehandle'] as const;

/** What becomes of an objection (复核决定). */
export class ReexaminationDecision extends ReasonPayload {
  @IsIn(reexaminationOutcomes)
  readonly outcome!: (typeof reexaminationOutcomes)[number];
}

/** What was not known when the case was closed (新的事实和理由). */
export class ReopeningPayload {
  @IsText(20_000)
  readonly newFacts!: string;
}

/** An officer of the unit who shall have the case on the desk. */
export class AssigneePayload {
  @IsUUID()
  readonly accountId!: string;
}

/** A file that belongs to the case (证据材料), as it was checked and stored. */
export class EvidencePayload {
  @IsUUID()
  readonly evidenceId!: string;

  @IsFileName(255)
  readonly name!: string;

  @IsLine(100)
  readonly type!: string;

  /** In bytes. */
  @IsInt()
  @Min(1)
  readonly size!: number;

  @Matches(/^[0-9a-f]{64}$/)
  readonly sha256!: string;

  @IsBoolean()
  readonly shownToEnterprise!: boolean;

  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

/** A file that came with an answer, as it was checked and stored. */
export class FileOfAnswer {
  @IsUUID()
  readonly evidenceId!: string;

  @IsFileName(255)
  readonly name!: string;

  @IsLine(100)
  readonly type!: string;

  /** In bytes. */
  @IsInt()
  @Min(1)
  readonly size!: number;

  @Matches(/^[0-9a-f]{64}$/)
  readonly sha256!: string;
}

/** How the address was confirmed at which an answer was asked for. */
export class AnsweredAddress {
  @IsIn(addressSources)
  readonly foundBy!: AddressSource;

  @IsLine(500)
  readonly source!: string;

  @IsOptional()
  @IsText(2_000)
  readonly reason?: string;

  @IsBusinessDate()
  readonly confirmedOn!: string;

  /** The officer's name, and the unit. */
  @IsLine(200)
  readonly confirmedBy!: string;

  @IsOptional()
  @IsUUID()
  readonly unitId?: string;
}

/** What somebody without an account answers by the link of a letter: words, and files of the case. */
export class LinkAnswer {
  @IsText(20_000)
  readonly answer!: string;

  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => FileOfAnswer)
  readonly files!: readonly FileOfAnswer[];

  /**
   * Never true: whoever had the letter could answer. This and what follows is added as the answer
   * is taken; nobody sends it.
   */
  @IsOptional()
  @IsIn([false])
  readonly identityVerified?: false;

  /** The address that the link went to. */
  @IsOptional()
  @IsMailbox()
  readonly sentTo?: string;

  @IsOptional()
  @IsMoment()
  readonly sentAt?: string;

  /** When the page was opened first. */
  @IsOptional()
  @IsMoment()
  readonly openedAt?: string;

  @IsOptional()
  @IsMoment()
  readonly answeredAt?: string;

  /** Who confirmed the address, when and how; for officers. */
  @IsOptional()
  @ValidateNested()
  @Type(() => AnsweredAddress)
  readonly confirmation?: AnsweredAddress;
}

/** A file that nobody but the authorities above shall open any more (封存). */
export class EvidenceSealPayload {
  @IsUUID()
  readonly evidenceId!: string;

  @IsFileName(255)
  readonly name!: string;

  @IsText(2_000)
  readonly reason!: string;
}

/** What was done to the enterprise or its people because they asked for payment or complained. */
export class RetaliationReport {
  @IsText(20_000)
  readonly what!: string;

  @IsOptional()
  @IsBusinessDate()
  readonly happenedOn?: string;

  @IsOptional()
  @IsText(500)
  readonly byWhom?: string;
}

export class ReplyPayload extends DocumentedPayload {
  /** The written reply (书面答复) as the enterprise reads it. */
  @IsText(20_000)
  readonly text!: string;
}

export class WithdrawalPayload {
  @IsText(2_000)
  readonly reason!: string;

  /** Whether anybody pressed the enterprise to withdraw (是否受到胁迫); seen by the authorities only. */
  @IsBoolean()
  readonly underPressure!: boolean;
}
