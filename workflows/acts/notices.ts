import type { JsonObject } from '../../src/kernel/json.js';
import type { NoticeDefinition, NoticeInput } from '../../src/definition/index.js';
import type { CodeTable } from './payloads.js';
import { extendedBy, previousUnit, type HandlingContext } from './handling.js';

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
    variables: (input) => ({
      ...spoken.variables?.(input),
      [code]: { ...(table[textOf(input.event.payload, code)] ?? first) },
    }),
    example: { ...words, [code]: first.zh },
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

/**
 * Letters of the acts that every kind of complaint has. Their texts lie in `acts/notices/`, but for
 * those that each kind words by its own law.
 */
export const sharedNotices = {
  filedToAcceptor: { to: 'acceptor' },
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
  extended: { to: 'enterprise', ...extension('extensionGranted') },
  extendedToAcceptor: { to: 'acceptor', ...extension('extensionGranted') },
  withdrawn: { to: 'enterprise', ...says({ reason: '款项已全部到账。' }) },
  withdrawnToAcceptor: { to: 'acceptor', ...says({ reason: '款项已全部到账。' }) },
  withdrawnToHandler: { to: 'handler' },
  pressureToSupervisor: {
    to: 'supervisor',
    when: ({ event }) => (event.payload as { underPressure?: boolean }).underPressure === true,
    ...says({ reason: '对方以后续合作相要挟。' }),
  },
  terminatedToHandler: { to: 'handler' },
  deadlineNear: { to: 'responsible' },
  urging: { to: 'responsible' },
  urgingToHead: { to: 'responsibleHead' },
  deadlinePassed: { to: 'responsible' },
  deadlinePassedToHead: { to: 'responsibleHead' },
  lateToEnterprise: { to: 'enterprise' },
  supervised: { to: 'handlerHead' },
  supervisedToAcceptorHead: { to: 'acceptorHead' },
  supervisedToSupervisor: { to: 'supervisor' },
} as const satisfies Readonly<Record<string, NoticeDefinition<HandlingContext>>>;

/** Where the texts of the shared letters lie. */
export const sharedTemplates = new URL('./notices/', import.meta.url);
