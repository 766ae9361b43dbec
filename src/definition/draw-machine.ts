import {
  chartOf,
  withDescendants,
  type ChartState,
  type ChartStep,
  type Trigger,
} from './chart.js';
import { daysInWords, type PolicyOf } from './clock-policy.js';
import type { WorkflowDefinition } from './workflow.js';

/**
 * The machine as a Mermaid state diagram, drawn from the machine itself: the same machine always
 * gives the same text. A step that leads into a group of states is drawn to the state in which the
 * group begins; one that changes no state stands inside its state after ↺. ⏱ marks a clock.
 */
export function mermaidOf(workflow: WorkflowDefinition, policyOf: PolicyOf): string {
  const root = chartOf(workflow.machine);
  const states = new Map(withDescendants(root).map((state) => [idOf(state.path), state]));
  const drawing: Drawing = { workflow, policyOf, states };
  const lines = [
    ...region(root, drawing),
    ...withDescendants(root).flatMap((it) => arrows(it, drawing)),
  ];
  return ['stateDiagram-v2', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

interface Drawing {
  readonly workflow: WorkflowDefinition;
  readonly policyOf: PolicyOf;
  readonly states: ReadonlyMap<string, ChartState>;
}

/**
 * Lines for what lies within the machine or a region: where it begins, and its states. A region has
 * no box, so what is open all over it is remarked where it begins.
 */
function region(state: ChartState, drawing: Drawing): readonly string[] {
  const first = idOf(begin(state, drawing).path);
  return [
    `[*] --> ${first}`,
    ...inside(state, drawing),
    ...remarksOf(state, drawing).map((text) => `${first} : ${text}`),
  ];
}

/** A group has no start of its own: each arrow leads to the very state in which it begins. */
function inside(state: ChartState, drawing: Drawing): readonly string[] {
  if (state.kind !== 'parallel') return state.states.flatMap((child) => box(child, drawing));
  return state.states.flatMap((child, index) => [
    ...(index === 0 ? [] : ['--']),
    ...region(child, drawing),
  ]);
}

function box(state: ChartState, drawing: Drawing): readonly string[] {
  const id = idOf(state.path);
  const title = clean(state.meta ? `${state.meta.label.zh} ${state.key}` : state.key);
  const remarks = remarksOf(state, drawing);
  if (state.states.length > 0) {
    return [
      `state "${[title, ...remarks].join(' ')}" as ${id} {`,
      ...inside(state, drawing).map((line) => `  ${line}`),
      '}',
    ];
  }
  return [
    `state "${title}" as ${id}`,
    ...remarks.map((text) => `${id} : ${text}`),
    ...(state.kind === 'final' ? [`${id} --> [*]`] : []),
  ];
}

function arrows(state: ChartState, drawing: Drawing): readonly string[] {
  return state.steps.flatMap((step) => {
    const target = staysInside(step) ? undefined : targetOf(step, drawing);
    if (!target) return [];
    const words = wording(step, drawing);
    const arrow = `${idOf(state.path)} --> ${idOf(target.path)}`;
    return [words === '' ? arrow : `${arrow} : ${words}`];
  });
}

/** Drawing tools draw no arrow from a group of states into itself, so such a step is a remark. */
function staysInside({ source, target }: ChartStep): boolean {
  return target === null || source.path.every((key, index) => target[index] === key);
}

function remarksOf(state: ChartState, drawing: Drawing): readonly string[] {
  return state.steps.filter((step) => staysInside(step)).map((step) => remark(step, drawing));
}

function remark(step: ChartStep, drawing: Drawing): string {
  const target = targetOf(step, drawing);
  const towards =
    target && target !== step.source ? ` → ${target.meta?.label.zh ?? target.key}` : '';
  const mark = step.trigger.kind === 'clock' ? '' : '↺ ';
  return `${mark}${wording(step, drawing)}${clean(towards)}`;
}

function wording({ trigger, guards }: ChartStep, drawing: Drawing): string {
  const condition = guards.length === 0 ? '' : `[${guards.join(' ∧ ')}]`;
  return clean(`${inChinese(trigger, drawing)} ${condition}`.trim());
}

function inChinese(trigger: Trigger, { workflow, policyOf }: Drawing): string {
  const { events, clocks } = workflow;
  if (trigger.kind === 'always') return '';
  if (trigger.kind === 'event') return events[trigger.name]?.label.zh ?? trigger.name;
  const clock = clocks[trigger.name];
  if (!clock) return `⏱ ${trigger.name}`;
  const { value, unit } = policyOf(trigger.name);
  return `⏱ ${clock.id} ${daysInWords(value, unit).zh}`;
}

function targetOf(step: ChartStep, drawing: Drawing): ChartState | undefined {
  const target = step.target && drawing.states.get(idOf(step.target));
  return target ? begin(target, drawing) : undefined;
}

/** The innermost state in which a group begins; a single state begins in itself. */
function begin(state: ChartState, drawing: Drawing): ChartState {
  const first = state.initial && drawing.states.get(idOf(state.initial));
  return first ? begin(first, drawing) : state;
}

function idOf(path: readonly string[]): string {
  return path.join('_');
}

/** Without the characters that mean something to Mermaid. */
function clean(text: string): string {
  return text.replace(/["#:;{}]/g, ' ');
}
