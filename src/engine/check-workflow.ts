import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { chartOf, withDescendants, type ChartState, type ChartStep } from '../definition/chart.js';
import { validateInput } from '../definition/validate-input.js';
import { localesFor, type WorkflowDefinition } from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { attachmentProblems } from './check-attachments.js';
import { keyProblems } from './check-keys.js';
import { linkProblems } from './check-links.js';
import { respondentProblems } from './check-respondents.js';
import { toldProblems } from './check-told.js';

/**
 * Everything that would go wrong with a workflow sooner or later, as sentences; empty when
 * nothing would. Asked at boot, so that a mistake of an author stops the start and not a case.
 */
export function problemsOf(workflow: WorkflowDefinition): readonly string[] {
  const chart = chartOf(workflow.machine);
  const states = withDescendants(chart);
  const steps = states.flatMap((state) => state.steps);
  const found = [
    ...machineProblems(workflow.machine.root, workflow.machine),
    ...stateProblems(chart, states, steps),
    ...eventProblems(workflow, steps),
    ...escalationProblems(workflow, states),
    ...dutyProblems(workflow),
    ...keyProblems(workflow),
    ...clockProblems(workflow, steps),
    ...letterProblems(workflow, states, steps),
    ...linkProblems(workflow),
    ...respondentProblems(workflow),
    ...toldProblems(workflow),
    ...attachmentProblems(workflow),
    ...exampleProblems(workflow),
  ];
  return found.map((problem) => `${workflow.key}@${workflow.version}: ${problem}`);
}

/** What the machine may not contain because the engine has no meaning for it. */
function machineProblems(node: AnyStateNode, machine: AnyStateMachine): string[] {
  const steps = [...node.transitions.values()].flat();
  const actions = [...node.entry, ...node.exit, ...steps.flatMap(({ actions: own }) => own)];
  const unknown = actions
    .map((action) => unknownAction(action, machine))
    .filter((name) => name !== null);
  return [
    ...(node.invoke.length > 0 ? [`state ${node.id} invokes an actor; the engine runs none`] : []),
    ...[...new Set(unknown)].map(
      (name) => `state ${node.id} has an action the engine does not know: ${name}`,
    ),
    ...Object.values(node.states).flatMap((child) => machineProblems(child, machine)),
  ];
}

/** Assignments are part of the transition; a delayed raise is a clock. */
function unknownAction(action: unknown, machine: AnyStateMachine): string | null {
  const name = typeName(action);
  if (asked.has(name) || known.has(name)) return null;
  // XState writes these two for every `after`; a raise without a delay stays inside the machine.
  if (name === 'xstate.raise' || name === 'xstate.cancel') return null;
  const implementation: unknown = machine.implementations.actions[name];
  return known.has(typeName(implementation)) ? null : name;
}

/** What the engine does for the machine: a letter, word to other cases, a case about this one. */
const asked = new Set(['notify', 'inform', 'propose']);

/** `enqueueActions` arms, ends and tells for several at once; the step refuses what else it asks. */
const known = new Set(['xstate.assign', 'xstate.enqueueActions']);

function typeName(action: unknown): string {
  if (typeof action === 'string') return action;
  const typed = action as { type?: unknown; name?: unknown } | null | undefined;
  if (typeof typed?.type === 'string') return typed.type;
  return typeof action === 'function' ? action.name || 'an anonymous function' : 'nothing';
}

function stateProblems(
  chart: ChartState,
  states: readonly ChartState[],
  steps: readonly ChartStep[],
): string[] {
  const reached = reachable(chart, states, steps);
  const unreachable = states.filter((state) => !reached.has(idOf(state.path)));
  // A region beside the one that has the names (escalation, who has the case on the desk).
  const sideRegions = states
    .filter(({ kind }) => kind === 'parallel')
    .flatMap(({ states: regions }) => regions)
    .filter((region) => withDescendants(region).every(({ meta }) => !meta));
  const nameless = states.filter(
    (state) =>
      (state.kind === 'atomic' || state.kind === 'final') &&
      !sideRegions.some((region) => isWithin(state.path, region.path)) &&
      !states.some((other) => other.meta && isWithin(state.path, other.path)),
  );
  return [
    ...unreachable.map((state) => `state ${idOf(state.path)} cannot be reached`),
    ...nameless.map((state) => `state ${idOf(state.path)} has no name for people (meta)`),
  ];
}

/** States that are entered somehow: by the start, by a transition, or with a state around them. */
function reachable(
  chart: ChartState,
  states: readonly ChartState[],
  steps: readonly ChartStep[],
): ReadonlySet<string> {
  const byId = new Map(states.map((state) => [idOf(state.path), state]));
  const reached = new Set<string>();
  const enter = (path: readonly string[]): void => {
    for (let depth = 0; depth <= path.length; depth += 1) {
      const state = byId.get(idOf(path.slice(0, depth)));
      if (!state || reached.has(idOf(state.path))) continue;
      reached.add(idOf(state.path));
      if (state.kind === 'parallel') for (const region of state.states) enter(region.path);
    }
    const initial = byId.get(idOf(path))?.initial;
    if (initial) enter(initial);
  };
  enter(chart.path);
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const { source, target } of steps) {
      if (target && reached.has(idOf(source.path))) enter(target);
    }
  }
  return reached;
}

function eventProblems(workflow: WorkflowDefinition, steps: readonly ChartStep[]): string[] {
  const used = new Set(
    steps.flatMap(({ trigger }) => (trigger.kind === 'event' ? [trigger.name] : [])),
  );
  const declared = Object.keys(workflow.events);
  const ofEvents = steps.flatMap(({ trigger, guards }) => (trigger.kind === 'event' ? guards : []));
  const named = steps.flatMap(({ guards }) => guards);
  return [
    ...[...used]
      .filter((type) => !declared.includes(type))
      .map((type) => `event ${type} is used by the machine and declared nowhere`),
    ...declared
      .filter((type) => !used.has(type) && workflow.events[type]?.opens === undefined)
      .map((type) => `event ${type} is declared and no state takes it`),
    ...[...new Set(ofEvents)]
      .filter((guard) => workflow.guards[guard] === undefined)
      .map((guard) => `guard ${guard} has no words for a refusal`),
    ...[...new Set(named)]
      .filter((guard) => workflow.machine.implementations.guards[guard] === undefined)
      .map((guard) => `guard ${guard} has no implementation`),
  ];
}

/** The levels that people read of are the states of the region, each of them and no other. */
function escalationProblems(
  { escalation }: WorkflowDefinition,
  states: readonly ChartState[],
): string[] {
  const region = states.find(({ key, path }) => key === 'escalation' && path.length > 0);
  const reached = region?.states.map(({ key }) => key) ?? [];
  const told = Object.keys(escalation?.levels ?? {});
  return [
    ...reached
      .filter((level) => !told.includes(level))
      .map((level) => `level ${level} of the escalation has no words`),
    ...told
      .filter((level) => !reached.includes(level))
      .map((level) => `level ${level} of the escalation is no state of the machine`),
  ];
}

function dutyProblems({ events, filing }: WorkflowDefinition): string[] {
  const acts = [...Object.keys(events), ...(filing.about ? [filing.about.act] : [])];
  return Object.entries(events).flatMap(([type, { apartFrom = [], togetherWith = [] }]) =>
    [...apartFrom, ...togetherWith].flatMap(({ act }) =>
      act === type || !acts.includes(act)
        ? [`the duty of ${type} is set against ${act}, which is no other act of the workflow`]
        : [],
    ),
  );
}

function clockProblems(workflow: WorkflowDefinition, steps: readonly ChartStep[]): string[] {
  const names = [
    ...new Map(
      steps.flatMap(({ source, trigger }) =>
        trigger.kind === 'clock' ? [[`${idOf(source.path)} ${trigger.name}`, trigger.name]] : [],
      ),
    ).values(),
  ];
  const declared = Object.keys(workflow.clocks);
  const implemented = Object.keys(workflow.machine.implementations.delays);
  return [
    ...names
      .filter((name) => !declared.includes(name))
      .map((name) => `the machine waits for ${name}, which is no declared clock`),
    ...names
      .filter((name) => !implemented.includes(name))
      .map((name) => `delay ${name} has no implementation; XState would fire it at once`),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `clock ${name} stands at two states; one running clock has one name`),
    ...declared
      .filter((name) => !names.includes(name))
      .map((name) => `clock ${name} is declared and no state waits for it`),
    ...declared
      .filter((name) => name.includes('.'))
      .map((name) => `clock ${name} has a dot in its name`),
    ...Object.entries(workflow.clocks).flatMap(([name, { metBy }]) =>
      metBy
        .filter((type) => workflow.events[type] === undefined)
        .map((type) => `clock ${name} is met by ${type}, which is no event`),
    ),
  ];
}

function letterProblems(
  workflow: WorkflowDefinition,
  states: readonly ChartState[],
  steps: readonly ChartStep[],
): string[] {
  const sent = [
    ...states.flatMap(({ letters }) => letters),
    ...steps.flatMap(({ letters }) => letters),
  ];
  const staged = Object.entries(workflow.clocks).flatMap(([about, { stages }]) =>
    Object.values(stages).flatMap((notices: readonly string[]) =>
      notices.map((notice) => ({ notice, about })),
    ),
  );
  const declared = Object.entries(workflow.notices);
  const all = [...sent, ...staged];
  const used = new Set(all.map(({ notice }) => notice));
  return [
    ...[...used]
      .filter((name) => workflow.notices[name] === undefined)
      .map((name) => `letter ${name} is sent and declared nowhere`),
    ...declared
      .filter(([name, { bySubject, byEngine }]) => !used.has(name) && !bySubject && !byEngine)
      .map(([name]) => `letter ${name} is declared and never sent`),
    ...all
      .filter(({ notice, about }) => {
        const definition = workflow.notices[notice];
        const toOwner = /^(?:responsible|serving)/.test(definition?.to ?? '');
        return toOwner && (about ?? definition?.about) === undefined;
      })
      .map(({ notice }) => `letter ${notice} goes to whoever is responsible, but for no clock`),
    ...declared
      .filter(([, { about }]) => about !== undefined && workflow.clocks[about] === undefined)
      .map(([name, { about }]) => `letter ${name} is about ${about ?? ''}, which is no clock`),
    ...declared.flatMap(([name, { terms = [] }]) =>
      terms
        .filter((clock) => workflow.clocks[clock] === undefined)
        .map((clock) => `letter ${name} tells the length of ${clock}, which is no clock`),
    ),
    ...staged
      .filter(({ notice, about }) => {
        const owner = workflow.clocks[about]?.owedBy;
        const to = workflow.notices[notice]?.to;
        // A shared letter is written in the officers' language only.
        return owner === 'enterprise' && to === 'responsible' && localesFor(to).length === 1;
      })
      .map(
        ({ notice, about }) =>
          `clock ${about} is the enterprise's, but ${notice} is written for officers`,
      ),
  ];
}

function exampleProblems(workflow: WorkflowDefinition): string[] {
  const acts = Object.entries(workflow.events);
  return [['the filing', workflow.filing] as const, ...acts].flatMap(
    ([name, { payload, example }]) => {
      try {
        validateInput(payload, JSON.parse(JSON.stringify(example)));
        return [];
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return [`the example of ${name} breaks its own rules: ${error.message}`];
      }
    },
  );
}

const idOf = (path: readonly string[]): string => path.join('.');

function isWithin(path: readonly string[], around: readonly string[]): boolean {
  return around.every((key, index) => path[index] === key);
}
