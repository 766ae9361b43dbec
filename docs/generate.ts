import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { seededPolicyOf } from '../seeds/seeded-policies.js';
import { accessMatrix } from '../src/identity/access-matrix.js';
import { readings } from '../src/identity/readings.js';
import { workflows } from '../workflows/index.js';
import { withAccessTable } from './access-page.js';
import { withReadersTable } from './readers-table.js';
import { withGeneratedPart } from './workflow-readme.js';

function renew(address: string, change: (page: string) => string): void {
  const file = new URL(address, import.meta.url);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

for (const workflow of workflows) {
  renew(`../workflows/${workflow.key}/README.md`, (page) =>
    withGeneratedPart(page, workflow, seededPolicyOf(workflow.key)),
  );
}
renew('architecture.md', (page) => withReadersTable(page, readings));
renew('access.md', (page) => withAccessTable(page, accessMatrix, workflows));
