import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../clocks/clock.entity.js';
import { workflows } from '../../workflows/index.js';
import { awaitedFrom } from './awaited-from.js';

const arrears = workflows.find(({ key }) => key === 'arrears')!;
const snapshot = { context: {} };

type Term = Pick<Clock, 'name' | 'owedBy' | 'status' | 'dueOn'>;
const runs = (name: string, owedBy: Term['owedBy'], dueOn: string): Term => ({
  ...{ name, owedBy, dueOn },
  status: 'running',
});

describe('who is expected to act', () => {
  const handled = { state: 'handling', snapshot };
  const handling = runs('handling', 'handler', '2026-12-30');

  it('is whoever has the case, by the first day of that side', () => {
    const head = runs('extensionDecision', 'handlerHead', '2026-12-10');
    expect(awaitedFrom(arrears, handled, [handling])).toEqual({
      party: 'handler',
      until: '2026-12-30',
    });
    const all = [handling, ...(arrears.clocks[head.name] ? [head] : [])];
    expect(awaitedFrom(arrears, handled, all).party).toBe('handler');
  });

  it('is the enterprise while a payment waits for its word, though the handler works on', () => {
    const silence = runs('paymentSilence', 'enterprise', '2026-12-07');
    expect(awaitedFrom(arrears, handled, [handling, silence])).toEqual({
      party: 'enterprise',
      until: '2026-12-07',
    });
    const over: Term = { ...silence, status: 'lapsed' };
    const held: Term = { ...silence, status: 'paused' };
    for (const clock of [over, held]) {
      expect(awaitedFrom(arrears, handled, [handling, clock]).party).toBe('handler');
    }
  });

  it('is not the enterprise for what it may do and need not', () => {
    const objection = runs('objection', 'enterprise', '2026-12-20');
    const limitation = runs('limitation', 'enterprise', '2026-12-20');
    expect(arrears.clocks['limitation']?.right).toBe(true);
    expect(awaitedFrom(arrears, handled, [handling, objection, limitation]).party).toBe('handler');
  });

  it('is nobody where the state has no holder', () => {
    const ended = { state: 'withdrawn', snapshot };
    expect(awaitedFrom(arrears, ended, [])).toEqual({ party: null, until: null });
  });

  it('is known for every state of every workflow', () => {
    const offices = { issuer: 'supervisor', approver: 'supervisor' };
    for (const workflow of workflows) {
      for (const state of Object.keys(workflow.machine.states)) {
        const record = { state, snapshot: { context: { offices } } };
        expect(() => awaitedFrom(workflow, record, [])).not.toThrow();
      }
    }
  });
});
