import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import type { Label } from '../../src/definition/index.js';

/** An act that needs no words. */
export class NoPayload {}

/** A remark for the file; it is shown to officers only. */
export class NotePayload {
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  readonly note?: string;
}

/** An act that must be explained; the reader is shown the reason. */
export class ReasonPayload {
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  readonly reason!: string;
}

/** Everything that is missing, at once (一次性告知). */
export class SupplementItems {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(500, { each: true })
  readonly items!: readonly string[];
}

export class SupplementAnswer {
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  readonly answer!: string;
}

export class ReferralPayload {
  /** The unit that shall handle the case; see `GET /units`. */
  @IsUUID()
  readonly unitId!: string;

  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  readonly note?: string;
}

export class ExtensionPayload {
  /** How many days more, in the unit of the term that is extended. */
  @IsInt()
  @Min(1)
  @Max(366)
  readonly days!: number;

  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  readonly reason!: string;
}

export class ReplyPayload {
  /** The written reply (书面答复) as the enterprise reads it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(20_000)
  readonly text!: string;
}

export class WithdrawalPayload {
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  readonly reason!: string;

  /** Whether anybody pressed the enterprise to withdraw (是否受到胁迫); seen by the authorities only. */
  @IsBoolean()
  readonly underPressure!: boolean;
}

/** Codes with what they mean, as letters show them. */
export type CodeTable<Code extends string = string> = Readonly<Record<Code, Label>>;

const codesOf = <Code extends string>(table: CodeTable<Code>) => Object.keys(table) as Code[];

/** A refusal to accept, by a code of the list and in words. */
export function rejectionOf<Code extends string>(table: CodeTable<Code>) {
  const codes = codesOf(table);
  class RejectionPayload {
    @IsIn(codes)
    readonly reasonCode!: Code;

    /** The reason in words and the right channel; the enterprise reads it. */
    @IsString()
    @IsNotEmpty()
    @MaxLength(2_000)
    readonly note!: string;
  }
  return RejectionPayload;
}

/** The end of a case without a result, by a ground of the list and in words. */
export function terminationOf<Code extends string>(table: CodeTable<Code>) {
  const codes = codesOf(table);
  class TerminationPayload {
    @IsIn(codes)
    readonly groundCode!: Code;

    @IsString()
    @IsNotEmpty()
    @MaxLength(2_000)
    readonly note!: string;
  }
  return TerminationPayload;
}

/** What the handling unit found out and did. */
export function resultOf<Code extends string>(table: CodeTable<Code>) {
  const codes = codesOf(table);
  class ResultPayload {
    @IsIn(codes)
    readonly resultCode!: Code;

    /** What was found and done, for the file. */
    @IsString()
    @IsNotEmpty()
    @MaxLength(20_000)
    readonly summary!: string;

    /** What the enterprise may read. */
    @IsString()
    @IsNotEmpty()
    @MaxLength(20_000)
    readonly publicReply!: string;

    /** For officers only; it never enters a letter. */
    @IsOptional()
    @IsString()
    @MaxLength(20_000)
    readonly internalNote?: string;
  }
  return ResultPayload;
}
