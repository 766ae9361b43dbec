import type { WorkflowDefinition } from '../../src/definition/index.js';
import { references } from '../../test/support/references.js';
import type { CaseRecords } from './records.js';

/**
 * What the machine began with: told anew from the filing. Only how many other cases there were on
 * that day no history of one case says; that is taken from what is stored.
 */
export function rememberedOf(
  { filing: definition }: WorkflowDefinition,
  { filing, filedOn, snapshot }: CaseRecords['record'],
): unknown {
  const { context } = snapshot as {
    readonly context?: { readonly openAgainstRespondent?: number };
  };
  const openAgainstRespondent = context?.openAgainstRespondent ?? 0;
  const input = { filing, on: filedOn, openAgainstRespondent, ...references };
  return definition.remembers?.(input as never) ?? {};
}
