import { chartOf, withDescendants, type ChartState } from '../src/definition/chart.js';
import { mermaidOf } from '../src/definition/draw-machine.js';
import {
  dutyPairsOf,
  sharedDutiesOf,
  stagesOf,
  type Stage,
  type LegalBasis,
  type PolicyOf,
  type PolicyUnit,
  type WorkflowDefinition,
} from '../src/definition/index.js';
import { code, table, withPart } from './generated-part.js';

/**
 * A workflow's README with its generated part made anew; what people wrote outside stays.
 *
 * @throws Error when the page does not mark where the generated part stands
 */
export function withGeneratedPart(
  page: string,
  workflow: WorkflowDefinition,
  policyOf: PolicyOf,
): string {
  return withPart(`The README of ${workflow.key}`, page, generatedPart(workflow, policyOf));
}

function generatedPart(workflow: WorkflowDefinition, policyOf: PolicyOf): string {
  return [
    `\`\`\`mermaid\n${mermaidOf(workflow, policyOf)}\`\`\``,
    '## States',
    table(['state', 'name', 'who has the case'], stateRows(workflow)),
    '## Acts',
    table(['event', 'act', 'who', 'basis'], eventRows(workflow)),
    ...dutyPart(workflow),
    '## Clocks',
    'Working days are those of China, make-up days included; the day a term is counted from is day 0. Terms are in working days (wd), days (d) or months (mo). Stages are working days, or months where it says so, before (−) and after (+) the due day.',
    table(
      ['id', 'awaits', 'term', 'counted from', 'owed by', 'stages', 'basis'],
      clockRows(workflow, policyOf),
    ),
    ...(workflow.tables ?? []).flatMap(({ title, head, rows }) => [
      `## ${title}`,
      table(head, rows),
    ]),
    '## Letters',
    table(['when', 'letter → reader'], letterRows(workflow, policyOf)),
  ].join('\n\n');
}

function stateRows({ machine }: WorkflowDefinition): string[][] {
  return withDescendants(chartOf(machine)).flatMap(({ key, kind, meta }) =>
    meta
      ? [
          [
            code(key),
            `${meta.label.zh} · ${meta.label.en}`,
            kind === 'final' ? 'ended' : (meta.holder ?? ''),
          ],
        ]
      : [],
  );
}

function eventRows({ events, filing }: WorkflowDefinition): string[][] {
  const acts = Object.entries(events).map(([type, { label, by, basis, document }]) => [
    code(type),
    `${label.zh} · ${label.en}${document ? ', by an official document' : ''}`,
    by.join(', ') || 'the product',
    basisText(basis),
  ]);
  const { label, basis, about } = filing;
  const [how, who] = about ? [about.act, about.by.join(', ')] : ['POST /complaints', 'enterprise'];
  return [[code(how), `${label.zh} · ${label.en}`, who, basisText(basis)], ...acts];
}

/** Which acts are in different hands; kinds of case without any say nothing. */
function dutyPart(workflow: WorkflowDefinition): string[] {
  const pairs = dutyPairsOf(workflow);
  if (pairs.length === 0) return [];
  const shared = sharedDutiesOf(workflow);
  return [
    '## Duties',
    'Whoever did the earlier act last, in person or by a deputy, does not do the later one, nor does anybody who stands in for them: `DUTIES_SEPARATED`.',
    table(
      ['act', 'not by who did', 'why', 'where', 'basis'],
      pairs.map(({ act, apart }) => [
        code(act),
        code(apart.act),
        `${apart.why.zh} ${apart.why.en}`,
        apart.where?.label.en ?? 'always',
        basisText(apart.basis),
      ]),
    ),
    'One officer may do both of these, on purpose.',
    table(
      ['act', 'also by who did', 'why'],
      shared.map(({ act, with: other, because }) => [code(act), code(other), because.en]),
    ),
  ];
}

function clockRows({ machine, clocks }: WorkflowDefinition, policyOf: PolicyOf): string[][] {
  const armedIn = new Map<string, ChartState>();
  for (const { source, trigger } of withDescendants(chartOf(machine)).flatMap((it) => it.steps)) {
    if (trigger.kind === 'clock') armedIn.set(trigger.name, source);
  }
  return Object.entries(clocks).map(([name, clock]) => {
    const { value, unit, cap, ladder, basis } = policyOf(name);
    const stages = stagesOf(clock.stages, ladder);
    return [
      clock.id,
      `${clock.label.zh} · ${clock.label.en}`,
      termText(value, unit) + (cap === null ? '' : `, at most ${termText(cap, unit)}`),
      clock.countedFrom?.en ?? `entering ${code(armedIn.get(name)?.key ?? '')}`,
      clock.owedBy,
      stages.map(offsetText).join(' ') || '–',
      basisText(basis),
    ];
  });
}

/** Steps that send the same letters share a row. */
function letterRows(workflow: WorkflowDefinition, policyOf: PolicyOf): string[][] {
  const rows = new Map<string, string[]>();
  const add = (when: string, names: readonly string[]) => {
    const letters = names.map((name) => {
      const { to, atOnce } = workflow.notices[name] ?? {};
      return `${code(name)} → ${to ?? ''}${atOnce ? ' at once' : ''}`;
    });
    if (letters.length === 0) return;
    const row = letters.join(', ');
    rows.set(row, [...(rows.get(row) ?? []), when]);
  };
  for (const state of withDescendants(chartOf(workflow.machine))) {
    add(
      `entering ${code(state.key)}`,
      state.letters.map(({ notice }) => notice),
    );
    for (const { trigger, letters } of state.steps) {
      if (trigger.kind === 'always') continue;
      const when =
        trigger.kind === 'clock'
          ? `lapse of ${workflow.clocks[trigger.name]?.id ?? trigger.name}`
          : code(trigger.name);
      add(
        when,
        letters.map(({ notice }) => notice),
      );
    }
  }
  for (const [name, { id, stages: letters }] of Object.entries(workflow.clocks)) {
    const stages = stagesOf(letters, policyOf(name).ladder);
    const offsets = new Map<string, { notices: readonly string[]; text: string }>();
    for (const stage of stages) {
      const { notices } = stage;
      const before = offsets.get(notices.join())?.text ?? id;
      offsets.set(notices.join(), { notices, text: `${before} ${offsetText(stage)}` });
    }
    for (const { notices, text } of offsets.values()) add(text, notices);
  }
  return [...rows].map(([letters, whens]) => [whens.join(', '), letters]);
}

/** As the legend of the deadlines explains them. */
const UNIT_SIGNS = { workingDay: 'wd', calendarDay: 'd', month: 'mo' } as const;

function termText(value: number, unit: PolicyUnit): string {
  if (unit === 'setDate') return 'date set by the act';
  return `${value} ${UNIT_SIGNS[unit]}`;
}

function offsetText({ offset, unit }: Stage): string {
  const days = offset < 0 ? `−${-offset}` : `+${offset}`;
  return unit === 'workingDay' ? days : `${days} ${UNIT_SIGNS[unit]}`;
}

function basisText(basis: LegalBasis | undefined): string {
  if (!basis) return '';
  const article = basis.article === undefined ? '' : `, Art. ${basis.article}`;
  return `${basis.mark === 'law' ? '**law**: ' : ''}${basis.instrument.en}${article}`;
}
