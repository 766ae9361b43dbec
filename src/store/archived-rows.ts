/** What is packed of a case that was archived, by the table in which it lies otherwise. */
export const archivedTables = ['clocks', 'notices'] as const;

export type ArchivedTable = (typeof archivedTables)[number];

/**
 * The rows of a case in one of these tables, wherever they are, for a `FROM`.
 *
 * @param caseId as the statement names it: `$1`
 */
export function withArchived(table: ArchivedTable, caseId: string): string {
  return `(SELECT * FROM ${table} WHERE case_id = ${caseId}
    UNION ALL
    SELECT packed.* FROM archived_cases, ${unpacked(table)} AS packed
     WHERE archived_cases.case_id = ${caseId}
  ) AS ${table}`;
}

/** The packed rows of `archived_cases` as those of the table; a `FROM` that has it goes before. */
export function unpacked(table: ArchivedTable): string {
  return `jsonb_populate_recordset(NULL::${table}, archived_cases.${table})`;
}
