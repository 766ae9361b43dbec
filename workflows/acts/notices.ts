import type { JsonObject } from '../../src/kernel/json.js';
import {
  basisLabel,
  daysInWords,
  type NoticeDefinition,
  type NoticeInput,
} from '../../src/definition/index.js';
import type { CodeTable, NamedProcedure } from './coded-payloads.js';
import { carriesDecision } from './decisions.js';
import type { MeasureReport } from './escalating.js';
import { closingGrounds } from './codes.js';
import type { AnsweringContext } from './answering.js';
import { extendedBy, previousUnit, type HandlingContext } from './handling.js';
import { pausingNotices } from './pausing.js';
import { unreachedNotice } from './service-address.js';
import { servingNotices } from './serving.js';

/** Hands the named fields of the event's payload to the letter, and nothing else of it. */
export function says<Field extends string>(
  fields: Readonly<Record<Field, string>>,
): Pick<NoticeDefinition<unknown>, 'variables' | 'example'> {
  const names = Object.keys(fields) as Field[];
  return {
    variables: ({ event }) =>
      Object.fromEntries(names.map((name) => [name, textOf(event.payload, name)])),
    example: fields,
  };
}

/** The same for a coded field: its meaning by the table (in the reader's language), then the words. */
export function explains(
  table: CodeTable,
  code: 'reasonCode' | 'groundCode' | 'resultCode',
  words: Readonly<Record<string, string>>,
): Pick<NoticeDefinition<unknown>, 'variables' | 'example'> {
  const spoken = says(words);
  const [first = { zh: '', en: '' }] = Object.values(table);
  return {
    variables: (input) => {
      const { zh, en } = table[textOf(input.event.payload, code)] ?? first;
      return { ...spoken.variables?.(input), [code]: { zh, en } };
    },
    example: { ...words, [code]: first.zh },
  };
}

/** The ground in words, the article behind it, every channel that is open, and the officer's words. */
export function grounds(
  table: CodeTable,
  code: 'reasonCode' | 'groundCode',
  words: Readonly<Record<string, string>>,
): Pick<NoticeDefinition<unknown>, 'variables' | 'example'> {
  const said = explains(table, code, words);
  return {
    variables: (input) => {
      const { basis, channels = [] } = table[textOf(input.event.payload, code)] ?? {};
      const { procedure } = input.event.payload as { readonly procedure?: NamedProcedure };
      return {
        ...said.variables?.(input),
        source: basis ? { ...basisLabel(basis) } : '',
        channels: channels.map((way) => ({ ...way })),
        procedure: procedure
          ? { authority: procedure.authority, number: procedure.number, on: procedure.on ?? '' }
          : null,
      };
    },
    example: {
      ...said.example,
      source: '《保障中小企业款项支付条例》（国务院令第802号）第三条',
      channels: ['依照合同约定申请仲裁，或者向有管辖权的人民法院提起诉讼'],
      procedure: { authority: '某人民法院', number: '（2026）桂0102民初1号', on: '2026-03-02' },
    },
  };
}

function textOf(payload: unknown, field: string): string {
  const value = (payload as Record<string, unknown> | null)?.[field];
  return typeof value === 'string' ? value : '';
}

/** Days and reason of an extension; `totalDays` is what the unit's term is extended by in all. */
const extension = (which: 'extensionAsked' | 'extensionGranted') => ({
  variables: ({ context }: NoticeInput<HandlingContext>): JsonObject => ({
    days: context[which]?.days ?? 0,
    totalDays: extendedBy(context),
    reason: context[which]?.reason ?? '',
  }),
  example: { days: 10, totalDays: 10, reason: '需核对三个年度的拨款凭证。' },
});

/** Whether the enterprise may still object: it does so once, and within its term. */
export const objecting = {
  variables: ({ context: { mayObject } }: NoticeInput<AnsweringContext>): JsonObject => ({
    mayObject,
  }),
  example: { mayObject: true },
};

/** Why the case was closed, and beside it whether it is solved: two things. */
const ending = {
  variables: ({ context: { closedFor, outcome } }: NoticeInput<AnsweringContext>): JsonObject => ({
    ground: { ...closingGrounds[closedFor ?? 'solved'] },
    isSolved: outcome?.solved === true,
    isUnsolved: outcome?.solved === false,
  }),
  example: { ground: '企业确认已解决', isSolved: true, isUnsolved: false },
};

/** How long a deadline has passed when a rung of its ladder speaks. */
export const lateness = {
  variables: ({ event }: NoticeInput<unknown>): JsonObject => ({
    lateBy: { ...daysInWords((event.payload as { offset: number }).offset, 'workingDay') },
  }),
  example: { lateBy: '5个工作日' },
};

/** A date that was counted anew: which one, from when to when, and why. */
const moving = {
  variables: ({ event }: NoticeInput<unknown>): JsonObject => ({
    ...(event.payload as JsonObject),
  }),
  example: {
    deadlineLabel: '报送办理结果',
    movedFrom: '2027-01-08',
    movedTo: '2027-01-11',
    why: '2027年节假日安排已公布。',
  },
};

/**
 * Letters of the acts that every kind of complaint has. Their texts lie in `acts/notices/`, but for
 * those that each kind words by its own law.
 */
export const sharedNotices = {
  filedToAcceptor: {
    to: 'acceptor',
    sameMatter: true,
    example: { sameMatter: 'P-2026-450100-000001（2026-09-01提交，合同或者文件编号相同，未办结）' },
  },
  enterpriseConfirmed: { to: 'enterprise' },
  supplementRequested: {
    to: 'enterprise',
    variables: ({ event }) => ({
      items: [...(event.payload as { items: readonly string[] }).items],
    }),
    example: { items: ['加盖公章的投诉书', '承诺文件全文复印件'] },
  },
  supplemented: { to: 'acceptor' },
  referral: { to: 'handler', ...says({ note: '请依法协调处理。' }) },
  referralToSupervisor: { to: 'supervisor' },
  referred: { to: 'enterprise' },
  referralMoved: { to: 'handler', unit: previousUnit },
  referralUpheld: { to: 'handler', ...says({ reason: '依职责分工，仍由贵单位办理。' }) },
  referralUpheldToEnterprise: { to: 'enterprise' },
  returned: { to: 'acceptor', ...says({ reason: '不属于本单位职责。' }) },
  returnedToHead: {
    to: 'acceptorHead',
    when: ({ context }) => context.returns >= 2,
    ...says({ reason: '不属于本单位职责。' }),
  },
  returnedToEnterprise: { to: 'enterprise' },
  extensionAsked: { to: 'handlerHead', ...extension('extensionAsked') },
  extensionRefused: { to: 'handler', ...says({ reason: '材料已齐，应按期办结。' }) },
  extended: { to: 'enterprise', ...carriesDecision(extension('extensionGranted')) },
  extendedToAcceptor: { to: 'acceptor', ...extension('extensionGranted') },
  ...pausingNotices,
  withdrawn: {
    to: 'enterprise',
    atOnce: true,
    protected: 'words',
    ...says({ reason: '款项已全部到账。' }),
  },
  withdrawnToAcceptor: {
    to: 'acceptor',
    protected: 'words',
    ...says({ reason: '款项已全部到账。' }),
  },
  withdrawnToHandler: { to: 'handler' },
  pressureToSupervisor: {
    to: 'supervisor',
    protected: 'existence',
    when: ({ event }) => (event.payload as { underPressure?: boolean }).underPressure === true,
    ...says({ reason: '对方以后续合作相要挟。' }),
  },
  terminatedToHandler: { to: 'handler' },
  unassignedToAcceptorHead: { to: 'acceptorHead' },
  unassignedToHandlerHead: { to: 'handlerHead' },
  givenToAcceptor: { to: 'acceptor' },
  givenToHandler: { to: 'handler' },
  cooperationAsked: {
    to: 'coHandler',
    about: 'cooperation',
    when: ({ context }) => context.cooperation.length > 0,
    ...says({ note: '请核实用地情况。' }),
  },
  cooperationAnswered: { to: 'handler', ...says({ answer: '不存在用地障碍。' }) },
  cooperationLate: { to: 'handler' },
  cooperationLateToAcceptor: { to: 'acceptor' },
  cooperationOver: { to: 'coHandler', bySubject: true },
  followUpDue: { to: 'acceptor', about: 'closing' },
  surveyAsked: {
    to: 'enterprise',
    about: 'objection',
    when: ({ context }) => !context.surveyed,
    ...objecting,
  },
  surveyedToAcceptor: {
    to: 'acceptor',
    about: 'closing',
    variables: ({ event }) => ({ comment: '', ...(event.payload as JsonObject) }),
    example: { contacted: true, solved: false, satisfied: false, comment: '款项未到账。' },
  },
  objected: {
    to: 'acceptorHead',
    about: 'reexamination',
    ...says({ reason: '答复未说明余款何时拨付。' }),
  },
  objectedToEnterprise: { to: 'enterprise', about: 'reexamination', atOnce: true },
  objectedToHandler: { to: 'handler' },
  upheld: { to: 'enterprise', ...says({ reason: '原答复事实清楚。' }) },
  upheldToHandler: { to: 'handler', ...says({ reason: '原答复事实清楚。' }) },
  rehandled: { to: 'handler', ...says({ reason: '拨款期限未予说明。' }) },
  rehandledToEnterprise: { to: 'enterprise', ...says({ reason: '拨款期限未予说明。' }) },
  closed: { to: 'enterprise', ...ending },
  closedToHandler: { to: 'handler', ...ending },
  reopeningAsked: {
    to: 'acceptor',
    about: 'reopening',
    ...says({ newFacts: '办结后取得拨款凭证。' }),
  },
  reopeningRefused: { to: 'enterprise', ...says({ reason: '所述事实已经核查。' }) },
  reopened: {
    to: 'handler',
    variables: ({ context }) => ({ newFacts: context.newFacts ?? '' }),
    example: { newFacts: '办结后取得拨款凭证。' },
  },
  reopenedToEnterprise: { to: 'enterprise' },
  respondentUnreached: unreachedNotice,
  ...servingNotices,
  deadlineNear: { to: 'responsible' },
  urging: { to: 'responsible', atOnce: true, terms: ['supervision'] },
  urgingToHead: { to: 'responsibleHead', atOnce: true, terms: ['supervision'] },
  deadlinePassed: { to: 'responsible', terms: ['supervision'] },
  deadlinePassedToHead: { to: 'responsibleHead', ...lateness },
  deadlineMoved: { to: 'responsible', ...moving, byEngine: true },
  deadlineMovedToEnterprise: { to: 'enterprise', ...moving, byEngine: true },
  lateToEnterprise: { to: 'enterprise', terms: ['supervision'] },
  measureTaken: {
    to: 'enterprise',
    variables: ({ event }) => ({
      text: { zh: '', en: '', ...(event.payload as MeasureReport).text },
    }),
    example: { text: '督办书已发出。' },
  },
  supervised: { to: 'handlerHead', terms: ['supervision'] },
  supervisedToAcceptorHead: { to: 'acceptorHead' },
  supervisedToSupervisor: { to: 'supervisor' },
} as const satisfies Readonly<Record<string, NoticeDefinition<AnsweringContext>>>;

/** Where the texts of the shared letters lie. */
export const sharedTemplates = new URL('./notices/', import.meta.url);
