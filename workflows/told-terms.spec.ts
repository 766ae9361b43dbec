import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { toldByLetter, type WorkflowDefinition } from '../src/definition/index.js';
import { toldProblems } from '../src/engine/check-told.js';
import { workflows } from './index.js';

/** Every term that runs against somebody outside, and what begins it. */
const table = `
promise supplement         enterprise supplementRequested acceptor
promise objection          enterprise replied             acceptor
promise limitation         enterprise -                   -
promise reconsideration    enterprise -                   -
promise administrativeSuit enterprise -                   -
arrears respondentFeedback respondent feedbackAsked       handler
arrears objection          enterprise fedBack             handler
arrears paymentSilence     enterprise paymentReported     handler
arrears instalment         respondent -                   -
arrears instalmentGrace    respondent -                   -
arrears limitation         enterprise -                   -
measure defence            respondent hearingNotified     issuer
measure answer             respondent answerAsked         issuer
measure commitment         respondent -                   -
measure auditCorrection    respondent auditDecided        auditor`;

const newest = [...new Map(workflows.map((workflow) => [workflow.key, workflow])).values()];
const outside = newest.flatMap(({ key, clocks }) =>
  Object.entries(clocks)
    .filter(([, { owedBy }]) => owedBy === 'enterprise' || owedBy === 'respondent')
    .map(([name, clock]) => ({ key, name, clock })),
);

describe('terms against somebody outside the administration', () => {
  it('begin with a letter that somebody serves when it is lost, or depend on none', () => {
    const found = outside.map(({ key, name, clock: { owedBy, told } }) => {
      const letters = toldByLetter(told);
      return [key, name, owedBy, letters?.by.join() ?? '-', letters?.servedBy ?? '-'].join(' ');
    });
    const rows = table.trim().split('\n');
    expect(found).toEqual(rows.map((row) => row.replaceAll(/ +/g, ' ')));
  });

  it('say why, where they depend on no letter', () => {
    for (const { clock } of outside) {
      if (toldByLetter(clock.told)) continue;
      expect(clock.told).toMatchObject({
        withoutLetter: { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) },
      });
    }
  });
});

describe('the check at boot', () => {
  const of = (key: string): WorkflowDefinition => {
    const found = newest.find((workflow) => workflow.key === key);
    if (!found) throw new Error(`There is no ${key}.`);
    return found;
  };
  const arrears = of('arrears');
  const withClock = (name: string, change: object): WorkflowDefinition => {
    const clock = arrears.clocks[name];
    if (!clock) throw new Error(`There is no clock ${name}.`);
    return { ...arrears, clocks: { ...arrears.clocks, [name]: { ...clock, ...change } } };
  };
  const without = (part: 'notices' | 'events', name: string): WorkflowDefinition => ({
    ...arrears,
    [part]: Object.fromEntries(Object.entries(arrears[part]).filter(([key]) => key !== name)),
  });

  it.each(workflows.map((workflow) => [workflow.key, workflow] as const))(
    'finds nothing in %s',
    (_, workflow) => {
      expect(toldProblems(workflow)).toEqual([]);
    },
  );

  it.each([
    [
      withClock('objection', { told: undefined }),
      'clock objection runs against somebody outside and does not say which letter begins it',
    ],
    [
      withClock('review', { told: { withoutLetter: { zh: '', en: '' } } }),
      'clock review says how its reader is told, who is an officer',
    ],
    [
      withClock('objection', { told: { by: [], servedBy: 'handler' } }),
      'clock objection names no letter that begins it',
    ],
    [
      withClock('objection', { told: { by: ['fedBack'], servedBy: 'enterprise' } }),
      'clock objection is served by enterprise, who is to be told',
    ],
    [
      withClock('objection', { told: { by: ['pigeon'], servedBy: 'handler' } }),
      'clock objection begins with pigeon, which is no letter',
    ],
    [
      withClock('objection', { told: { by: ['accepted'], servedBy: 'handler' } }),
      'letter accepted begins objection, but is not about it or not to who owes',
    ],
    [
      without('notices', 'termUnserved'),
      'terms begin with letters, but termUnserved is not declared for who serves them',
    ],
    [
      without('events', 'service.record'),
      'terms that begin with letters and an act that serves them go together',
    ],
  ])('finds a mistake (%#)', (workflow, problem) => {
    expect(toldProblems(workflow)).toEqual([problem]);
  });
});
