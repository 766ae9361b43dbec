import { Type } from 'class-transformer';
import { IsIn, IsOptional, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import {
  IsBusinessDate,
  IsLine,
  IsName,
  IsText,
  type InputError,
  type Label,
  type LegalBasis,
  type RuleInput,
} from '../../src/definition/index.js';
import { DocumentedPayload } from './payloads.js';

/** What a code means, as letters show it. */
export interface CodeMeaning extends Label {
  /** Where it comes from, where that is not the act's own basis. */
  readonly basis?: LegalBasis;
  /** Where the enterprise may turn instead: every way that is open, the most suitable first. */
  readonly channels?: readonly Label[];
  /** It rests on the procedure of another body, which an act by this code names (案号). */
  readonly procedure?: true;
}

/** Codes with what they mean. */
export type CodeTable<Code extends string = string> = Readonly<Record<Code, CodeMeaning>>;

/** One code of a table; its schema tells what each means, so that an officer can choose. */
function IsCode(table: CodeTable): PropertyDecorator {
  const rule = IsIn(Object.keys(table));
  const schema = JSONSchema({ description: Object.entries(table).map(lineOf).join('\n') });
  return (target, key) => {
    rule(target, key);
    schema(target, String(key));
  };
}

/** `centralBody: 中央单位… / a central body… (platform policy, …; policy) → the national platform` */
function lineOf([code, { zh, en, basis, channels = [] }]: readonly [string, CodeMeaning]): string {
  const article = basis?.article === undefined ? '' : `, ${basis.article}`;
  const source = basis ? ` (${basis.instrument.en}${article}; ${basis.mark})` : '';
  const ways = channels.map((way) => ` → ${way.zh} / ${way.en}`).join('');
  return `${code}: ${zh} / ${en}${source}${ways}`;
}

/** A refusal to accept, by a code of the list and in words. */
export function rejectionOf<Code extends string>(table: CodeTable<Code>) {
  class RejectionPayload extends DocumentedPayload {
    @IsCode(table)
    readonly reasonCode!: Code;

    /** The reason in words and the right channel; the enterprise reads it. */
    @IsText(2_000)
    readonly note!: string;
  }
  return RejectionPayload;
}

/** The procedure of a court, an arbitration commission or another body, and its number (案号). */
export class NamedProcedure {
  @IsName(200)
  readonly authority!: string;

  @IsLine(100)
  readonly number!: string;

  /** When it was taken up, decided or begun. */
  @IsOptional()
  @IsBusinessDate()
  readonly on?: string;
}

/** The end of a case without a result, by a ground of the list and in words. */
export function terminationOf<Code extends string>(table: CodeTable<Code>) {
  class TerminationPayload extends DocumentedPayload {
    @IsCode(table)
    readonly groundCode!: Code;

    @IsText(2_000)
    readonly note!: string;

    /** What the ground rests on, where that is the procedure of another body. */
    @IsOptional()
    @ValidateNested()
    @Type(() => NamedProcedure)
    readonly procedure?: NamedProcedure;
  }
  return TerminationPayload;
}

/** A ground that rests on another body's procedure names it; none lies in the future. */
export function refuseUnnamedProcedure(
  table: CodeTable,
  {
    payload: { groundCode, procedure },
    on,
  }: Pick<
    RuleInput<{ readonly groundCode: string; readonly procedure?: NamedProcedure }, unknown>,
    'payload' | 'on'
  >,
): readonly InputError[] {
  if (!procedure) {
    if (table[groundCode]?.procedure !== true) return [];
    const message = 'This ground rests on the procedure of another body: name it and its number.';
    return [{ path: 'payload.procedure', rule: 'isDefined', message }];
  }
  if (procedure.on === undefined || procedure.on <= on) return [];
  const message = 'This cannot lie after today.';
  return [{ path: 'payload.procedure.on', rule: 'notInFuture', message }];
}

/** What the handling unit found out and did. */
export function resultOf<Code extends string>(table: CodeTable<Code>) {
  class ResultPayload {
    @IsCode(table)
    readonly resultCode!: Code;

    /** What was found and done, for the file. */
    @IsText(20_000)
    readonly summary!: string;

    /** What the enterprise may read. */
    @IsText(20_000)
    readonly publicReply!: string;

    /** For officers only; it never enters a letter. */
    @IsOptional()
    @IsText(20_000, { mayBeEmpty: true })
    readonly internalNote?: string;

    /** Why the result does not wait for units that cooperate and have not answered. */
    @IsOptional()
    @IsText(2_000)
    readonly withoutCoUnits?: string;
  }
  return ResultPayload;
}
