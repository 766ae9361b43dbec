import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import {
  IsCode,
  Asks,
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

/** One code of a table; its schema tells what each means in prose, too, for whoever reads it so. */
function IsGround(table: CodeTable): PropertyDecorator {
  const rule = IsCode(table);
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
    @Asks('不予受理的情形', 'Ground of the rejection')
    @IsGround(table)
    readonly reasonCode!: Code;

    /** The reason in words and the right channel; the enterprise reads it. */
    @Asks('不予受理的说明', 'Explanation of the rejection', {
      hint: {
        zh: '写明理由和救济途径，企业可见',
        en: 'The reason and where to turn instead; the enterprise reads it',
      },
    })
    @IsText(2_000)
    readonly note!: string;
  }
  return RejectionPayload;
}

/** The procedure of a court, an arbitration commission or another body, and its number (案号). */
export class NamedProcedure {
  @Asks('受理或者裁判机关', 'Court or body')
  @IsName(200)
  readonly authority!: string;

  @Asks('案号或者文号', 'Number of the procedure')
  @IsLine(100)
  readonly number!: string;

  /** When it was taken up, decided or begun. */
  @Asks('受理或者裁判日期', 'Date of the procedure')
  @IsOptional()
  @IsBusinessDate()
  readonly on?: string;
}

/** The end of a case without a result, by a ground of the list and in words. */
export function terminationOf<Code extends string>(table: CodeTable<Code>) {
  class TerminationPayload extends DocumentedPayload {
    @Asks('终止办理的情形', 'Ground of the termination')
    @IsGround(table)
    readonly groundCode!: Code;

    @Asks('终止办理的说明', 'Explanation of the termination')
    @IsText(2_000)
    readonly note!: string;

    /** What the ground rests on, where that is the procedure of another body. */
    @Asks('所依据的其他程序', 'Procedure that it rests on')
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
    @Asks('办理结果', 'Result')
    @IsGround(table)
    readonly resultCode!: Code;

    /** What was found and done, for the file. */
    @Asks('调查处理情况', 'What was found and done')
    @IsText(20_000)
    readonly summary!: string;

    /** What the enterprise may read. */
    @Asks('对企业的答复内容', 'Reply to the enterprise')
    @IsText(20_000)
    readonly publicReply!: string;

    /** For officers only; it never enters a letter. */
    @Asks('内部意见', 'Internal note', {
      hint: { zh: '仅工作人员可见，不写入信件', en: 'For officers only; it enters no letter' },
    })
    @IsOptional()
    @IsText(20_000, { mayBeEmpty: true })
    readonly internalNote?: string;

    /** Why the result does not wait for units that cooperate and have not answered. */
    @Asks('不等待配合单位的理由', 'Why units that help are not awaited')
    @IsOptional()
    @IsText(2_000)
    readonly withoutCoUnits?: string;
  }
  return ResultPayload;
}
