/** A table's rows in a plain-text `pg_dump`, from its `COPY … FROM stdin;` on. */
export interface CopyHeader {
  readonly table: string;
  readonly columns: readonly string[];
}

const HEADER = /^COPY (?:"?\w+"?\.)?"?(\w+)"? \(([^)]*)\) FROM stdin;$/;

/** The table and columns that a line announces; null for any other line of a dump. */
export function copyHeader(line: string): CopyHeader | null {
  const [, table, columns] = HEADER.exec(line) ?? [];
  if (table === undefined || columns === undefined) return null;
  return { table, columns: columns.split(', ').map((name) => name.replaceAll('"', '')) };
}

/** Ends the rows of a table. */
export const COPY_END = '\\.';

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A row's values in the order of the columns; `\N` stands for null. */
export function copyRow(line: string): readonly (string | null)[] {
  return line.split('\t').map((field) => (field === '\\N' ? null : unescape(field)));
}

function unescape(field: string): string {
  return field.replaceAll(/\\(.)/g, (_, escaped: string) => escapes[escaped] ?? escaped);
}
