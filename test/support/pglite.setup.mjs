import './typescript.mjs';

export default async function setup() {
  const { preparePglite } = await import('./database-templates.js');
  await preparePglite();
}
