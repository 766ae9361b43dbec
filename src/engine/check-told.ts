import {
  toldByLetter,
  UNSERVED,
  type ClockDefinition,
  type WorkflowDefinition,
} from '../definition/index.js';

/** Parties that are told by letters alone; officers have their desks. */
const outside: readonly string[] = ['enterprise', 'respondent'];

/**
 * What is wrong with how those learn of terms who stand outside the administration, as sentences;
 * empty when nothing is: each term that runs against them names the letters that begin it, or says
 * why it depends on none, and somebody serves it when they come back.
 */
export function toldProblems(workflow: WorkflowDefinition): string[] {
  const { clocks, notices, events } = workflow;
  const declared = Object.entries(clocks);
  const byLetter = declared.some(([, { told }]) => toldByLetter(told) !== null);
  const serves = Object.values(events).some((event) => event.serves);
  return [
    ...declared
      .filter(([, { owedBy, told }]) => outside.includes(owedBy) !== (told !== undefined))
      .map(([name, { told }]) =>
        told
          ? `clock ${name} says how its reader is told, who is an officer`
          : `clock ${name} runs against somebody outside and does not say which letter begins it`,
      ),
    ...declared.flatMap(([name, clock]) => letterProblems(workflow, name, clock)),
    ...(byLetter && notices[UNSERVED]?.to !== 'serving'
      ? [`terms begin with letters, but ${UNSERVED} is not declared for who serves them`]
      : []),
    ...(byLetter !== serves
      ? [`terms that begin with letters and an act that serves them go together`]
      : []),
  ];
}

function letterProblems(
  { notices }: WorkflowDefinition,
  name: string,
  { owedBy, told }: ClockDefinition,
): string[] {
  const letters = toldByLetter(told);
  if (!letters) return [];
  return [
    ...(letters.by.length === 0 ? [`clock ${name} names no letter that begins it`] : []),
    ...(outside.includes(letters.servedBy)
      ? [`clock ${name} is served by ${letters.servedBy}, who is to be told`]
      : []),
    ...letters.by.flatMap((letter) => {
      const notice = notices[letter];
      if (!notice) return [`clock ${name} begins with ${letter}, which is no letter`];
      const fits = notice.to === owedBy && notice.about === name;
      return fits
        ? []
        : [`letter ${letter} begins ${name}, but is not about it or not to who owes`];
    }),
  ];
}
