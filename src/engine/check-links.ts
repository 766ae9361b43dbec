import type { WorkflowDefinition } from '../definition/index.js';

/** What is wrong with the links of a workflow's letters, as sentences; empty when nothing is. */
export function linkProblems({
  links = {},
  events,
  clocks,
  notices,
}: WorkflowDefinition): string[] {
  return [
    ...Object.entries(notices).flatMap(([name, { link, to }]) => {
      if (link === undefined) return [];
      if (!links[link]) return [`letter ${name} has a link to ${link}, which is declared nowhere`];
      return to === 'respondent' ? [] : [`letter ${name} has a link, but goes to ${to}`];
    }),
    ...Object.entries(links).flatMap(([act, { clock }]) => {
      const event = events[act];
      return [
        ...(event?.through === 'link' && event.by.includes('respondent')
          ? []
          : [`a link leads to ${act}, which is no act of a respondent through a link`]),
        ...(clocks[clock] ? [] : [`the link to ${act} ends with ${clock}, which is no clock`]),
      ];
    }),
    ...Object.entries(events)
      .filter(([act, { through }]) => through === 'link' && !links[act])
      .map(([act]) => `${act} is done through a link, but no link leads to it`),
  ];
}
