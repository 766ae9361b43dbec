import type { DataSource, Logger } from 'typeorm';

/** The statements that a piece of work sent to the database, in order: its round trips. */
export async function statementsOf(
  dataSource: DataSource,
  work: () => Promise<unknown>,
): Promise<readonly string[]> {
  const statements: string[] = [];
  const before = dataSource.logger;
  dataSource.logger = {
    logQuery: (statement) => statements.push(statement),
    logQueryError: () => {},
    logQuerySlow: () => {},
    logSchemaBuild: () => {},
    logMigration: () => {},
    log: () => {},
  } satisfies Logger;
  try {
    await work();
  } finally {
    dataSource.logger = before;
  }
  return statements;
}
