import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  Asks,
  type CodeWords,
  IsCode,
  addressSourceWords,
  yesOrNo,
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
  @Asks('备注', 'Note')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

/** An act that issues an official document. */
export class DocumentedPayload implements WithDocument {
  /** A number that the office gave (文号), which no other document has; the next one when left out. */
  @Asks('文号', 'Document number', {
    hint: { zh: '留空则自动编号', en: 'The next number is given where this is left out' },
  })
  @IsOptional()
  @IsLine(100)
  readonly documentNumber?: string;

  /** Added when the document is issued; nobody sends it. */
  readonly document?: DocumentReference;
}

export class AcceptancePayload extends DocumentedPayload {
  /** For the file. */
  @Asks('受理说明', 'Note on the acceptance')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export class ExtensionApproval extends DocumentedPayload {}

/** An act that must be explained; the reader is shown the reason. */
export class ReasonPayload {
  @Asks('理由', 'Reason')
  @IsText(2_000)
  readonly reason!: string;
}

/** Everything that is missing, at once (一次性告知). */
export class SupplementItems {
  @Asks('需要补正的材料', 'What has to be supplemented')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsText(500, { each: true })
  readonly items!: readonly string[];
}

export class SupplementAnswer {
  @Asks('补正说明', 'Answer')
  @IsText(20_000)
  readonly answer!: string;
}

export class ReferralPayload {
  /** The unit that shall handle the case, in the lead (牵头单位); see `GET /units`. */
  @Asks('牵头办理单位', 'Unit in the lead')
  @IsUUID()
  readonly unitId!: string;

  /** Units that shall help it (配合单位), each with a task and a term of its own. */
  @Asks('配合单位', 'Units that help', { field: 'unit' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(8)
  @IsUUID(undefined, { each: true })
  readonly coUnitIds?: readonly string[];

  /**
   * Why the respondent is another body than that of a unit whose name, or that of one above it, its
   * own name is like (避免转交被投诉单位). A name that is like none needs nothing.
   */
  @Asks('办理单位不是被投诉人的说明', 'Why the unit is not the respondent')
  @IsOptional()
  @IsText(2_000)
  readonly notTheRespondent?: string;

  @Asks('转办意见', 'Note on the referral')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export class ExtensionPayload {
  /** How many days more, in the unit of the term that is extended. */
  @Asks('延长的天数', 'Length of the extension', {
    hint: { zh: '以原期限的单位计算', en: 'In the unit of the term that is extended' },
  })
  @IsInt()
  @Min(1)
  @Max(366)
  readonly days!: number;

  @Asks('延长理由', 'Reason for the extension')
  @IsText(2_000)
  readonly reason!: string;
}

/** What a unit that cooperates found out or did. */
export class CooperationAnswer {
  @Asks('配合办理意见', 'Answer')
  @IsText(20_000)
  readonly answer!: string;
}

/** Why the enterprise does not accept what it was answered. */
export class ObjectionPayload extends ReasonPayload {}

/** The enterprise's own word on the outcome (回访问卷); nobody else's counts above it. */
export class SurveyPayload {
  /** Whether the unit got in touch with the enterprise while it worked on the case (是否联系). */
  @Asks('是否联系企业', 'Was the enterprise contacted')
  @IsBoolean()
  readonly contacted!: boolean;

  /** Whether the matter is solved (是否解决). */
  @Asks('问题是否解决', 'Is the matter solved')
  @IsBoolean()
  readonly solved!: boolean;

  /** Whether the enterprise is satisfied (是否满意). */
  @Asks('是否满意', 'Is the enterprise satisfied')
  @IsBoolean()
  readonly satisfied!: boolean;

  @Asks('评价意见', 'Comment')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly comment?: string;
}

/** A try to reach the enterprise and what it said (回访). */
export class FollowUpPayload {
  /** Whether the enterprise was reached. */
  @Asks('是否联系到企业', 'Was the enterprise reached')
  @IsBoolean()
  readonly contacted!: boolean;

  /** What the enterprise said; left out when it was not reached. */
  @Asks('问题是否解决', 'Is the matter solved')
  @IsOptional()
  @IsBoolean()
  readonly solved?: boolean;

  @Asks('是否满意', 'Is the enterprise satisfied')
  @IsOptional()
  @IsBoolean()
  readonly satisfied?: boolean;

  @Asks('回访记录', 'Note on the follow-up')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

export const reexaminationOutcomes = ['uphold', 'rehandle'] as const;

const reexaminationWords = {
  uphold: { zh: '维持原答复', en: 'the answer is upheld' },
  rehandle: { zh: '重新办理', en: 'the case is handled again' },
} as const satisfies CodeWords<(typeof reexaminationOutcomes)[number]>;

/** What becomes of an objection (复核决定). */
export class ReexaminationDecision extends ReasonPayload {
  @Asks('复核结论', 'Outcome of the re-examination')
  @IsCode(reexaminationWords)
  readonly outcome!: (typeof reexaminationOutcomes)[number];
}

/** What was not known when the case was closed (新的事实和理由). */
export class ReopeningPayload {
  @Asks('新的事实或者证据', 'New facts or evidence')
  @IsText(20_000)
  readonly newFacts!: string;
}

/** An officer of the unit who shall have the case on the desk. */
export class AssigneePayload {
  @Asks('承办人员', 'Officer in charge')
  @IsUUID()
  readonly accountId!: string;
}

/** A file that belongs to the case (证据材料), as it was checked and stored. */
export class EvidencePayload {
  @Asks('证据材料', 'Evidence file')
  @IsUUID()
  readonly evidenceId!: string;

  @Asks('文件名', 'Name of the file')
  @IsFileName(255)
  readonly name!: string;

  @Asks('文件类型', 'Type of the file', { field: 'text' })
  @IsLine(100)
  readonly type!: string;

  /** In bytes. */
  @Asks('文件大小（字节）', 'Size of the file (bytes)')
  @IsInt()
  @Min(1)
  readonly size!: number;

  @Asks('文件校验值', 'Checksum of the file', { field: 'text' })
  @Matches(/^[0-9a-f]{64}$/)
  readonly sha256!: string;

  @Asks('是否向企业展示', 'Shown to the enterprise')
  @IsBoolean()
  readonly shownToEnterprise!: boolean;

  @Asks('材料说明', 'Note on the file')
  @IsOptional()
  @IsText(2_000, { mayBeEmpty: true })
  readonly note?: string;
}

/** A file that came with an answer, as it was checked and stored. */
export class FileOfAnswer {
  @Asks('证据材料', 'Evidence file')
  @IsUUID()
  readonly evidenceId!: string;

  @Asks('文件名', 'Name of the file')
  @IsFileName(255)
  readonly name!: string;

  @Asks('文件类型', 'Type of the file', { field: 'text' })
  @IsLine(100)
  readonly type!: string;

  /** In bytes. */
  @Asks('文件大小（字节）', 'Size of the file (bytes)')
  @IsInt()
  @Min(1)
  readonly size!: number;

  @Asks('文件校验值', 'Checksum of the file', { field: 'text' })
  @Matches(/^[0-9a-f]{64}$/)
  readonly sha256!: string;
}

/** How the address was confirmed at which an answer was asked for. */
export class AnsweredAddress {
  @Asks('核实方式', 'How the address was found')
  @IsCode(addressSourceWords)
  readonly foundBy!: AddressSource;

  @Asks('核实来源', 'Where the address was found')
  @IsLine(500)
  readonly source!: string;

  @Asks('采用该地址的理由', 'Why the address is right')
  @IsOptional()
  @IsText(2_000)
  readonly reason?: string;

  @Asks('核实日期', 'Confirmed on')
  @IsBusinessDate()
  readonly confirmedOn!: string;

  /** The officer's name, and the unit. */
  @Asks('核实人员', 'Confirmed by')
  @IsLine(200)
  readonly confirmedBy!: string;

  @Asks('核实单位', 'Unit of the officer')
  @IsOptional()
  @IsUUID()
  readonly unitId?: string;
}

/** What somebody without an account answers by the link of a letter: words, and files of the case. */
export class LinkAnswer {
  @Asks('反馈意见', 'Answer')
  @IsText(20_000)
  readonly answer!: string;

  @Asks('附件', 'Files')
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => FileOfAnswer)
  readonly files!: readonly FileOfAnswer[];

  /**
   * Never true: whoever had the letter could answer. This and what follows is added as the answer
   * is taken; nobody sends it.
   */
  @Asks('是否核验身份', 'Identity verified')
  @IsOptional()
  @IsCode(yesOrNo, { among: [false] })
  readonly identityVerified?: false;

  /** The address that the link went to. */
  @Asks('收件邮箱', 'Sent to')
  @IsOptional()
  @IsMailbox()
  readonly sentTo?: string;

  @Asks('发送时间', 'Sent at')
  @IsOptional()
  @IsMoment()
  readonly sentAt?: string;

  /** When the page was opened first. */
  @Asks('首次打开时间', 'First opened at')
  @IsOptional()
  @IsMoment()
  readonly openedAt?: string;

  @Asks('反馈时间', 'Answered at')
  @IsOptional()
  @IsMoment()
  readonly answeredAt?: string;

  /** Who confirmed the address, when and how; for officers. */
  @Asks('送达地址核实情况', 'Confirmation of the address')
  @IsOptional()
  @ValidateNested()
  @Type(() => AnsweredAddress)
  readonly confirmation?: AnsweredAddress;
}

/** A file that nobody but the authorities above shall open any more (封存). */
export class EvidenceSealPayload {
  @Asks('封存的材料', 'File to be sealed')
  @IsUUID()
  readonly evidenceId!: string;

  @Asks('文件名', 'Name of the file')
  @IsFileName(255)
  readonly name!: string;

  @Asks('封存理由', 'Reason for sealing')
  @IsText(2_000)
  readonly reason!: string;
}

/** What was done to the enterprise or its people because they asked for payment or complained. */
export class RetaliationReport {
  @Asks('打击报复情况', 'What happened')
  @IsText(20_000)
  readonly what!: string;

  @Asks('发生日期', 'Happened on')
  @IsOptional()
  @IsBusinessDate()
  readonly happenedOn?: string;

  @Asks('实施单位或者人员', 'By whom')
  @IsOptional()
  @IsText(500)
  readonly byWhom?: string;
}

export class ReplyPayload extends DocumentedPayload {
  /** The written reply (书面答复) as the enterprise reads it. */
  @Asks('答复内容', 'Text of the reply')
  @IsText(20_000)
  readonly text!: string;
}

export class WithdrawalPayload {
  @Asks('撤回理由', 'Reason for the withdrawal')
  @IsText(2_000)
  readonly reason!: string;

  /** Whether anybody pressed the enterprise to withdraw (是否受到胁迫); seen by the authorities only. */
  @Asks('是否受到胁迫', 'Was the enterprise pressed', {
    hint: { zh: '仅主管部门可见', en: 'Seen by the authorities only' },
  })
  @IsBoolean()
  readonly underPressure!: boolean;
}
