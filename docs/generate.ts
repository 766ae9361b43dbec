import 'reflect-metadata';
import { readFileSync, writeFileSync } from 'node:fs';
import { workflows } from '../workflows/index.js';
import { withGeneratedPart } from './workflow-readme.js';

for (const workflow of workflows) {
  const page = new URL(`../workflows/${workflow.key}/README.md`, import.meta.url);
  writeFileSync(page, withGeneratedPart(readFileSync(page, 'utf8'), workflow));
}
