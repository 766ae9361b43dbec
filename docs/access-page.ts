import {
  callers,
  verdictsFor,
  type Access,
  type Verdict,
  type Verdicts,
} from '../src/identity/access-matrix.js';
import { dutyPairsOf, sharedDutiesOf, type WorkflowDefinition } from '../src/definition/index.js';
import { personalDuties } from '../src/identity/duty-table.js';
import { code, table, withPart } from './generated-part.js';

/** The page of the access matrix with its tables made anew. */
export function withAccessTable(
  page: string,
  matrix: Readonly<Record<string, Access>>,
  workflows: readonly WorkflowDefinition[],
): string {
  const parts = [
    matrixOf(matrix),
    '## Pairs of acts that one person may not do',
    'Whoever did the second act of a row last, in person or as a deputy, is refused the first with `DUTIES_SEPARATED`, and so is whoever stands in for them; it is not offered to them, either. What the product itself did is in nobody’s hands. [`duties.int-spec.ts`](../test/integration/procedures/duties.int-spec.ts) walks every row.',
    pairsOf(workflows),
    'What may be in one hand, on purpose:',
    sharedOf(workflows),
    '## Who may not do it for themselves',
    'About accounts, leaves and rights. Routes marked with ‡ refuse `Acting-For` with `IN_PERSON`.',
    table(
      ['what', 'not by', 'why', 'refused with'],
      personalDuties.map(({ what, notBy, why, refusedWith }) => [
        what,
        notBy,
        why.en,
        code(refusedWith),
      ]),
    ),
  ];
  return withPart('docs/access.md', page, parts.join('\n\n'));
}

function pairsOf(workflows: readonly WorkflowDefinition[]): string {
  const rows = workflows
    .flatMap(dutyPairsOf)
    .map(({ workflow, act, apart }) => [
      workflow,
      code(act),
      code(apart.act),
      apart.why.en,
      apart.where?.label.en ?? 'always',
      apart.basis.instrument.en + (apart.basis.article ? `, Art. ${apart.basis.article}` : ''),
    ]);
  return table(['kind', 'act', 'not by who did', 'why', 'where', 'basis'], rows);
}

function sharedOf(workflows: readonly WorkflowDefinition[]): string {
  const rows = workflows
    .flatMap(sharedDutiesOf)
    .map(({ workflow, act, with: other, because }) => [
      workflow,
      code(act),
      code(other),
      because.en,
    ]);
  return table(['kind', 'act', 'also by who did', 'why'], rows);
}

function matrixOf(matrix: Readonly<Record<string, Access>>): string {
  const rows = Object.entries(matrix).map(([route, access]) => [
    code(route) + (access.inPerson ? ' ‡' : ''),
    ...callers.map((caller) => cell(verdictsFor(access, caller))),
  ]);
  return table(['route', ...callers], rows);
}

function cell({ inside, outside }: Verdicts): string {
  return inside === outside ? sign(inside) : `${sign(inside)} / ${sign(outside)}`;
}

function sign(verdict: Verdict): string {
  if (verdict === 'ok') return '✓';
  return verdict === 'absent' ? '–' : String(verdict);
}
