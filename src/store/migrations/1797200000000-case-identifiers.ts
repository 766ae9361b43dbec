import type { QueryRunner } from 'typeorm';
import type { Migration } from '../migration.js';

/**
 * The numbers by which complaints are known elsewhere, so that the same matter is told when it is
 * filed again. A process of the version before, which may go on beside it, writes none: of what it
 * takes meanwhile a second filing is not told.
 */
export class CaseIdentifiers1797200000000 implements Migration {
  readonly name = 'CaseIdentifiers1797200000000';
  readonly besideOld = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(INDEX);
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = (await runner.query(FILED, [last])) as Row[];
      await runner.query(ADD, [JSON.stringify(rows.flatMap(identifiersOf))]);
      const end = rows.at(-1);
      if (!end) return;
      last = end.id;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE case_identifiers');
  }
}

interface Row {
  readonly id: string;
  readonly enterprise_id: string;
  readonly contract: string | null;
  readonly document: string | null;
}

const TABLE = `CREATE TABLE case_identifiers (
  case_id uuid NOT NULL CONSTRAINT fk_case_identifiers_case REFERENCES cases (id),
  sort text NOT NULL CONSTRAINT ck_case_identifiers_sort
    CHECK (sort IN ('contract', 'document', 'invoice', 'reference')),
  value text NOT NULL,
  enterprise_id uuid NOT NULL,
  CONSTRAINT pk_case_identifiers PRIMARY KEY (case_id, sort, value)
)`;

const INDEX = 'CREATE INDEX ix_case_identifiers_value ON case_identifiers (enterprise_id, value)';

/** Invoices and references had no field of their own. */
const FILED = `SELECT id, enterprise_id, filing #>> '{contract,number}' AS contract,
       filing #>> '{promise,documentNumber}' AS document
  FROM cases
 WHERE id > $1 AND about_kind IS NULL AND enterprise_id IS NOT NULL
 ORDER BY id LIMIT 1000`;

const ADD = `INSERT INTO case_identifiers (case_id, sort, value, enterprise_id)
  SELECT * FROM jsonb_to_recordset($1::jsonb)
    AS rows (case_id uuid, sort text, value text, enterprise_id uuid)`;

function identifiersOf({ id: case_id, enterprise_id, contract, document }: Row): readonly object[] {
  return [
    { sort: 'contract', value: bare(contract ?? '') },
    { sort: 'document', value: bare(document ?? '') },
  ]
    .filter(({ value }) => value !== '')
    .map((each) => ({ case_id, enterprise_id, ...each }));
}

/** As case-identifiers.ts has it: PostgreSQL's own classes of letters depend on its locale. */
const bare = (number: string): string =>
  number
    .replaceAll(/合同|协议|文件|编号|字第|[第号]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
