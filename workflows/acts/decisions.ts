import {
  basisLabel,
  daysInWords,
  type DocumentInput,
  type DocumentReference,
  type DocumentRequest,
  type DocumentSet,
  type NoticeDefinition,
  type NoticeInput,
  type PolicyOf,
  type WithDocument,
} from '../../src/definition/index.js';
import { chineseDate } from '../../src/kernel/chinese-date.js';
import type { JsonObject } from '../../src/kernel/json.js';
import type { AnsweringContext } from './answering.js';
import type { CodeTable, NamedProcedure } from './coded-payloads.js';
import { fromReceiptExtended, type HandlingContext } from './handling.js';
import type { DocumentedPayload, ReplyPayload } from './payloads.js';

/**
 * The formal decisions on a complaint (告知书), each by what stands behind the issuer's own part of
 * its number. Every kind of complaint words them by its own law, in `documents/<name>.zh-CN.md`.
 */
const series = {
  acceptance: '受',
  rejection: '不受',
  extension: '延',
  result: '复',
  termination: '终',
} as const;

type DecisionName = keyof typeof series;

/** What every decision may name; dates as people write them (2026年9月1日). */
type DecisionVariables = {
  readonly caseNumber: string;
  readonly respondent: string;
  readonly filedOn: string;
  readonly decidedOn: string;
  /** Length and maximum of terms in words, by their clocks. */
  readonly terms: JsonObject;
};

type Input<Context> = DocumentInput<DocumentedPayload, Context>;

/** The decision that an act issues, with terms that it names and what it says beyond the matter. */
function decided<Context>(
  name: DecisionName,
  terms: readonly string[],
  more: (input: Input<Context>) => JsonObject = () => ({}),
) {
  return (input: Input<Context>): DocumentRequest => {
    const { payload, filing, caseNumber, enterpriseName, filedOn, on, policyOf } = input;
    const { documentNumber } = payload;
    const matter: DecisionVariables = {
      caseNumber,
      respondent: filing.respondent.name,
      filedOn: chineseDate(filedOn),
      decidedOn: chineseDate(on),
      terms: inWords(policyOf, terms),
    };
    return {
      template: name,
      series: series[name],
      ...(documentNumber !== undefined && { documentNumber }),
      addressee: enterpriseName,
      variables: { ...matter, ...more(input) },
    };
  };
}

function inWords(policyOf: PolicyOf, clocks: readonly string[]): JsonObject {
  return Object.fromEntries(
    clocks.map((clock) => {
      const { value, cap, unit } = policyOf(clock);
      const words = (length: number) => daysInWords(length, unit).zh;
      return [clock, { term: words(value), cap: words(cap ?? value) }];
    }),
  );
}

/** An example of the matter, with terms as a kind has them. */
const decisionExample = (terms: JsonObject): DecisionVariables => ({
  caseNumber: 'A-2026-450100-000001',
  respondent: '南宁市某产业园区管理委员会',
  filedOn: '2026年9月1日',
  decidedOn: '2026年9月7日',
  terms,
});

/** What a refusal and an end have in common. */
interface Grounded {
  readonly reasonCode?: string;
  readonly groundCode?: string;
  readonly note?: string;
  readonly procedure?: NamedProcedure;
}

/** A ground of a list: what it means, the article behind it, the officer's words, every open channel. */
function groundOf(table: CodeTable, code: 'reasonCode' | 'groundCode') {
  return ({ payload }: Input<unknown>): JsonObject => {
    const chosen = payload as Grounded;
    const { zh = '', basis, channels = [] } = table[chosen[code] ?? ''] ?? {};
    const { procedure, note = '' } = chosen;
    return {
      ground: zh,
      // A model that the platform follows by its own policy binds nobody: a decision cites law.
      source: basis?.mark === 'law' ? basisLabel(basis).zh : '',
      note,
      channels: channels.map((way, index) => ({ number: String(index + 1), text: way.zh })),
      procedure: procedure
        ? {
            authority: procedure.authority,
            number: procedure.number,
            on: procedure.on === undefined ? '' : chineseDate(procedure.on),
          }
        : null,
    };
  };
}

const groundExample: JsonObject = {
  ground: '人民法院、仲裁机构已经受理',
  source: '《保障中小企业款项支付条例》（国务院令第802号）第三条',
  note: '你单位已就同一事项向人民法院起诉。',
  channels: [{ number: '1', text: '在该程序中主张权利' }],
  procedure: { authority: '某人民法院', number: '（2026）桂0102民初1号', on: '2026年3月2日' },
};

/** The head's yes to more days for the term of a clock: how many, until when and why. */
function extensionOf(clock: string) {
  return decided('extension', [clock], (input: Input<HandlingContext>) => {
    const { context, on, policyOf, deadlineOf } = input;
    const { days, reason } = context.extensionAsked ?? { days: 0, reason: '' };
    const count = fromReceiptExtended(context, on);
    const { dueOn, provisional } = deadlineOf(clock, {
      ...count,
      extension: count.extension + days,
    });
    return {
      extension: {
        length: daysInWords(days, policyOf(clock).unit).zh,
        until: chineseDate(dueOn),
        isProvisional: provisional,
        reason,
      },
    };
  });
}

const extensionExample: JsonObject = {
  extension: {
    length: '10日',
    until: '2026年10月19日',
    isProvisional: true,
    reason: '需核对三个年度的拨款凭证。',
  },
};

/** What differs between the decisions of two kinds of complaint. */
interface Deciding<Context> {
  /** The clock of the unit's term. */
  readonly clock: string;
  /** Clocks of the ways that are open beside the complaint, whose terms it does not stop. */
  readonly remedies: readonly string[];
  readonly grounds: { readonly rejection: CodeTable; readonly termination: CodeTable };
  /** What the written answer says beside its words. */
  readonly answer: (input: Input<Context>) => JsonObject;
}

/** The decision that each act of a kind issues (告知书). */
export function decisionsOf<Context extends AnsweringContext>({
  clock,
  remedies,
  grounds,
  answer,
}: Deciding<Context>) {
  return {
    acceptance: decided<Context>('acceptance', [clock, ...remedies]),
    rejection: decided<Context>('rejection', remedies, groundOf(grounds.rejection, 'reasonCode')),
    extension: extensionOf(clock),
    result: decided<Context>('result', ['objection', ...remedies], (input) => ({
      answer: {
        text: (input.payload as ReplyPayload).text,
        // The answer opens the way to an objection, of which there is one.
        mayObject: !input.context.objected,
        ...answer(input),
      },
    })),
    termination: decided<Context>(
      'termination',
      remedies,
      groundOf(grounds.termination, 'groundCode'),
    ),
  };
}

/** The documents of a kind, whose texts lie in a folder; with examples of its terms and its answer. */
export function decisionDocuments(
  folder: URL,
  terms: JsonObject,
  answer: JsonObject,
): DocumentSet & { readonly examples: Readonly<Record<DecisionName, JsonObject>> } {
  const matter = decisionExample(terms);
  return {
    folder,
    toEnterprise: true,
    examples: {
      acceptance: matter,
      rejection: { ...matter, ...groundExample },
      extension: { ...matter, ...extensionExample },
      result: { ...matter, answer: { text: '经核实，情况属实。', mayObject: true, ...answer } },
      termination: { ...matter, ...groundExample },
    },
  };
}

type Letter<Context> = Pick<NoticeDefinition<Context>, 'variables' | 'example' | 'attachments'>;

const documentIn = ({ event }: NoticeInput<unknown>): DocumentReference | undefined =>
  (event.payload as WithDocument).document;

/** A letter that carries the decision of the act of which it tells, and names its number. */
export function carriesDecision<Context = unknown>(letter: Letter<Context> = {}) {
  return {
    variables: (input) => ({
      ...letter.variables?.(input),
      documentNumber: documentIn(input)?.number ?? '',
    }),
    example: { ...letter.example, documentNumber: '南宁市工业和信息化局受〔2026〕1号' },
    attachments: {
      of: (input) => {
        const document = documentIn(input);
        return document ? [{ kind: 'document', documentId: document.id }] : [];
      },
      example: [{ kind: 'document', documentId: '0190a6e0-0000-7000-8000-0000000d0002' }],
    },
  } satisfies Letter<Context>;
}
