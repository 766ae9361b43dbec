import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { workflows } from '../../workflows/index.js';
import { arrearsV1 } from '../../workflows/arrears/arrears.workflow.js';
import type { AnyEventDefinition, KeyScope, WorkflowDefinition } from '../definition/index.js';
import { differingScopes, keyProblems } from './check-keys.js';

/** The arrears with one act open to a scope, or to none. */
function withAct(type: string, scope: KeyScope | null): WorkflowDefinition {
  const { keyScope: _, ...act }: AnyEventDefinition = arrearsV1.events[type] ?? missing(type);
  const events = { ...arrearsV1.events, [type]: { ...act, ...(scope && { keyScope: scope }) } };
  return { ...arrearsV1, version: 2, events };
}

function missing(type: string): never {
  throw new Error(`There is no ${type}.`);
}

describe('the scopes by which keys do acts', () => {
  it('are in order in the workflows of the product', () => {
    expect(workflows.flatMap(keyProblems)).toEqual([]);
    expect(differingScopes(workflows)).toEqual([]);
  });

  it('are none on an act that an enterprise does not do', () => {
    expect(keyProblems(withAct('complaint.accept', 'read'))).toEqual([
      'complaint.accept is open to API keys, but is no act of an enterprise',
    ]);
  });

  it('are those of keys, and no others', () => {
    const unknown = JSON.parse('"withdrawal"') as KeyScope;
    expect(keyProblems(withAct('complaint.withdraw', unknown))).toEqual([
      'complaint.withdraw is open to API keys with withdrawal, which is no scope',
    ]);
  });

  it('are the same for the same act of every kind and version', () => {
    const other = withAct('survey.answer', 'read');
    expect(differingScopes([...workflows, other])).toEqual([
      'survey.answer is open to API keys with different scopes: answers, read',
    ]);
    expect(differingScopes([arrearsV1, withAct('survey.answer', null)])).toEqual([
      'survey.answer is open to API keys with different scopes: answers, none',
    ]);
  });
});
