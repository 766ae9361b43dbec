import { IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsText, type Label, type LegalBasis } from '../../src/definition/index.js';

/** What a code means, as letters show it. */
export interface CodeMeaning extends Label {
  /** Where it comes from, where that is not the act's own basis. */
  readonly basis?: LegalBasis;
  /** Where the enterprise may turn instead. */
  readonly channel?: Label;
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
function lineOf([code, { zh, en, basis, channel }]: readonly [string, CodeMeaning]): string {
  const article = basis?.article === undefined ? '' : `, ${basis.article}`;
  const source = basis ? ` (${basis.instrument.en}${article}; ${basis.mark})` : '';
  return `${code}: ${zh} / ${en}${source}${channel ? ` → ${channel.zh} / ${channel.en}` : ''}`;
}

/** A refusal to accept, by a code of the list and in words. */
export function rejectionOf<Code extends string>(table: CodeTable<Code>) {
  class RejectionPayload {
    @IsCode(table)
    readonly reasonCode!: Code;

    /** The reason in words and the right channel; the enterprise reads it. */
    @IsText(2_000)
    readonly note!: string;
  }
  return RejectionPayload;
}

/** The end of a case without a result, by a ground of the list and in words. */
export function terminationOf<Code extends string>(table: CodeTable<Code>) {
  class TerminationPayload {
    @IsCode(table)
    readonly groundCode!: Code;

    @IsText(2_000)
    readonly note!: string;
  }
  return TerminationPayload;
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
