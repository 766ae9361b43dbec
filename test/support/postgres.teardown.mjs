export default async function teardown() {
  const { removePostgres } = await import('./database-templates.js');
  await removePostgres();
}
