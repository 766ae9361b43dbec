import {
  callers,
  verdictsFor,
  type Access,
  type Verdict,
  type Verdicts,
} from '../src/identity/access-matrix.js';
import { code, table, withPart } from './generated-part.js';

/** The page of the access matrix with its table made anew. */
export function withAccessTable(page: string, matrix: Readonly<Record<string, Access>>): string {
  const rows = Object.entries(matrix).map(([route, access]) => [
    code(route),
    ...callers.map((caller) => cell(verdictsFor(access, caller))),
  ]);
  return withPart('docs/access.md', page, table(['route', ...callers], rows));
}

function cell({ inside, outside }: Verdicts): string {
  return inside === outside ? sign(inside) : `${sign(inside)} / ${sign(outside)}`;
}

function sign(verdict: Verdict): string {
  if (verdict === 'ok') return '✓';
  return verdict === 'absent' ? '–' : String(verdict);
}
