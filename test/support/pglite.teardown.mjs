export default async function teardown() {
  const { removePglite } = await import('./database-templates.js');
  removePglite();
}
