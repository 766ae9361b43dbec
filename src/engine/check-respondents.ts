import { UNREACHED, type WorkflowDefinition } from '../definition/index.js';

/**
 * What is wrong with how a workflow treats those who have no account, as sentences; empty when
 * nothing is: nothing runs against them that has not reached them, and officers learn of letters
 * that could not be sent.
 */
export function respondentProblems({ clocks, notices }: WorkflowDefinition): string[] {
  const writes = Object.values(notices).some(({ to }) => to === 'respondent');
  const instead = notices[UNREACHED];
  return [
    ...Object.entries(clocks)
      .filter(([, { owedBy, reached }]) => (owedBy === 'respondent') !== (reached !== undefined))
      .map(([name, { reached }]) =>
        reached
          ? `clock ${name} says whether the respondent was reached, who does not owe it`
          : `clock ${name} runs against the respondent and does not say how it was reached`,
      ),
    ...(writes && !instead
      ? [`letters go to the respondent, but ${UNREACHED} is not declared`]
      : []),
    ...(instead?.to === 'respondent' ? [`letter ${UNREACHED} goes to the respondent itself`] : []),
  ];
}
