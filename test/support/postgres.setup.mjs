import './typescript.mjs';

export default async function setup() {
  const { preparePostgres } = await import('./database-templates.js');
  await preparePostgres();
}
