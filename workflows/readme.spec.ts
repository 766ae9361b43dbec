import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { withGeneratedPart } from '../docs/workflow-readme.js';
import { seededPolicyOf } from '../seeds/seeded-policies.js';
import { workflows } from './index.js';

describe.each(workflows.map((workflow) => ({ workflow, key: workflow.key })))(
  'the README of $key',
  ({ workflow, key }) => {
    const policyOf = seededPolicyOf(key);
    const page = readFileSync(new URL(`./${key}/README.md`, import.meta.url), 'utf8');

    it('agrees with the declarations; `npm run docs` makes it anew', () => {
      expect(page).toBe(withGeneratedPart(page, workflow, policyOf));
    });

    it('would be found stale if a clock were renamed', () => {
      const [name = '', clock] = Object.entries(workflow.clocks)[0] ?? [];
      const clocks = { ...workflow.clocks, [name]: { ...clock, id: 'X-OTHER' } as never };
      expect(withGeneratedPart(page, { ...workflow, clocks }, policyOf)).not.toBe(page);
    });
  },
);
