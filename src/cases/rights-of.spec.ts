import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { arrearsV1 } from '../../workflows/arrears/arrears.workflow.js';
import type { Clock } from '../clocks/clock.entity.js';
import type { WorkflowDefinition } from '../definition/index.js';
import { standings } from '../identity/reader.js';
import { readings } from '../identity/readings.js';
import { clocksFor, rightsOf } from './rights-of.js';

const clocks = ['review', 'limitation'].map((name) => ({ name }) as Clock);
const whole = new Set(['owner', 'lead', 'helper', 'acceptor', 'acceptorHead', 'supervisor']);
const beside = new Set(['stateAssets', 'auditor', 'creditOfficer']);

describe('until when an enterprise may go to court', () => {
  it.each(standings)('is a clock for %s as the table of readers says', (standing) => {
    const names = clocksFor(readings[standing], arrearsV1, clocks).map(({ name }) => name);
    const reads = whole.has(standing) || beside.has(standing);
    expect(names).toEqual(reads ? ['review', 'limitation'] : ['review']);
  });

  it.each([
    ['2026-11-29', false],
    ['2026-11-30', false],
    ['2026-12-01', true],
  ])('on %s has passed: %p', (today, passed) => {
    const workflow = {
      rights: () => [{ right: 'limitation', lastDay: '2026-11-30' }],
    } as unknown as WorkflowDefinition;
    const at = new Date(`${today}T09:00:00+08:00`);
    expect(rightsOf(workflow, {}, at)).toMatchObject([{ passed }]);
  });
});
