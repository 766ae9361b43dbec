import { initialTransition, transition, type AnyMachineSnapshot, type AnyStateNode } from 'xstate';
import {
  systemActor,
  type ActingRole,
  type Actor,
  type CaseContext,
  type CaseEvent,
  type Notify,
  type Opening,
  type StateMeta,
  type WorkflowDefinition,
} from '../../src/definition/index.js';
import { references } from './references.js';

/** How somebody acts, where it is not the event's example by the first role that may. */
interface Manner {
  readonly by?: ActingRole;
  readonly payload?: object;
  readonly on?: string;
  /** An officer's unit; a handler's is the one that has the case, when it is not given. */
  readonly unitId?: string;
  /** Which of several people in the role. */
  readonly account?: string;
}

/** One thing that happens to a case: somebody acts, or a clock lapses. */
export type Happening = ({ readonly act: string } & Manner) | { readonly lapse: string };

export const act = (name: string, manner: Manner = {}): Happening => ({ act: name, ...manner });
export const lapse = (clock: string): Happening => ({ lapse: clock });

/** What a happening led to, by the names that the workflow's author gave. */
export interface Outcome {
  readonly state: string;
  readonly escalation: string | null;
  /** Letters in order; `urging(acceptance)` where the step says which clock a letter is about. */
  readonly letters: readonly string[];
  readonly armed: readonly string[];
  readonly cancelled: readonly string[];
}

/** A row of a state chart: what follows when this happens to a case with this past. */
export interface ChartRow extends Outcome {
  readonly row: string;
  readonly from: string;
  /** Name of the past, where the state alone does not tell it. */
  readonly given: string;
  readonly now: string;
}

/**
 * Reads a chart written as a table, one line for each step:
 * `row | from (given) | now | state / escalation | letters | +armed -cancelled`.
 */
export function chartRows(table: string): readonly ChartRow[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [row = '', past = '', now = '', next = '', letters = '', clocks = ''] = line
        .split('|')
        .map((cell) => cell.trim());
      const [, from = past, given = past] = /^(\w+) \((\w+)\)$/.exec(past) ?? [];
      const [state = '', escalation] = next.split(' / ');
      const names = (mark: string) =>
        words(clocks).flatMap((word) => (word.startsWith(mark) ? [word.slice(1)] : []));
      return {
        row,
        from,
        given,
        now,
        state,
        escalation: escalation === 'ended' ? null : (escalation ?? 'none'),
        letters: words(letters),
        armed: names('+'),
        cancelled: names('-'),
      };
    });
}

const words = (text: string) => text.split(' ').filter((word) => word !== '');

type Effect = { readonly type: string; readonly params?: unknown };

/** A case told through the pure machine alone: no server, no database, no calendar. */
export class ChartStory {
  private readonly timers = new Set<string>();
  private snapshot: AnyMachineSnapshot;
  private outcome: Outcome;

  /**
   * @param opening what a case about others begins with; a complaint needs none
   * @param filing another one than the example of the workflow
   */
  constructor(
    private readonly workflow: WorkflowDefinition,
    opening?: Opening,
    filing: object = workflow.filing.example,
  ) {
    const [snapshot, effects] = initialTransition(
      workflow.machine,
      opening ?? rememberedBy(workflow, filing),
    );
    this.snapshot = snapshot as AnyMachineSnapshot;
    this.outcome = this.report(effects, {
      type: 'complaint.file',
      payload: workflow.filing.example,
      actor: actorOf('enterprise'),
      on: FILED_ON,
    });
  }

  get last(): Outcome {
    return this.outcome;
  }

  get context(): never {
    return this.snapshot.context as never;
  }

  /** Names of the clocks that run now. */
  get running(): readonly string[] {
    return [...this.timers].map(nameOf);
  }

  play(...happenings: readonly Happening[]): this {
    for (const happening of happenings) {
      const event = this.eventOf(happening);
      if (!this.snapshot.can(event)) {
        throw new Error(`${event.type} is not accepted in ${this.outcome.state}.`);
      }
      const [snapshot, effects] = transition(this.workflow.machine, this.snapshot, event);
      this.snapshot = snapshot as AnyMachineSnapshot;
      this.outcome = this.report(effects, event);
    }
    return this;
  }

  accepts(happening: Happening): boolean {
    return this.snapshot.can(this.eventOf(happening));
  }

  private eventOf(happening: Happening): CaseEvent {
    if ('lapse' in happening) {
      const type = [...this.timers].find((id) => nameOf(id) === happening.lapse);
      if (!type) throw new Error(`The clock ${happening.lapse} does not run.`);
      return { type, payload: {}, actor: systemActor, on: FILED_ON };
    }
    const definition = this.workflow.events[happening.act];
    const role = happening.by ?? definition?.by[0];
    if (!definition || !role) throw new Error(`${happening.act} is no act of this workflow.`);
    return {
      type: happening.act,
      payload: { ...definition.example, ...happening.payload },
      actor: {
        ...actorOf(role, happening.account),
        unitId: happening.unitId ?? (this.snapshot.context as CaseContext).unitId,
      },
      on: happening.on ?? FILED_ON,
    };
  }

  private report(effects: readonly Effect[], event: CaseEvent): Outcome {
    // A timer that fired is spent, whether or not the machine cancels it.
    this.timers.delete(event.type);
    const cancelled = effects
      .filter(({ type }) => type === 'xstate.cancel')
      .map(({ params }) => (params as { sendId: string }).sendId)
      .filter((id) => this.timers.delete(id));
    const armed = effects
      .filter(({ type }) => type === 'xstate.raise')
      .map(({ params }) => (params as { id: string }).id);
    for (const id of armed) this.timers.add(id);
    return {
      state: stateOf(this.snapshot),
      escalation: escalationOf(this.snapshot),
      letters: effects
        .filter(({ type }) => type === 'notify')
        .map(({ params }) => params as Notify)
        .filter((letter) => this.isSent(letter, event))
        .map(({ notice, about }) => (about ? `${notice}(${about})` : notice)),
      armed: armed.map(nameOf),
      cancelled: cancelled.map(nameOf),
    };
  }

  private isSent({ notice }: Notify, event: CaseEvent): boolean {
    return this.workflow.notices[notice]?.when?.({ context: this.context, event }) ?? true;
  }
}

/** Ids of all timers a machine can arm; stored with each case, so they change with a version only. */
export function timerIdsOf({ machine }: WorkflowDefinition): readonly string[] {
  const idsIn = (node: AnyStateNode): string[] => [
    ...node.after.map(({ eventType }) => String(eventType)),
    ...Object.values<AnyStateNode>(node.states).flatMap(idsIn),
  ];
  // One timer may lead two ways, by a guard.
  return [...new Set(idsIn(machine.root))].toSorted();
}

/** Filed with its example on a day on which that is overdue. */
function rememberedBy({ filing: { remembers } }: WorkflowDefinition, filing: object): unknown {
  const input = { filing, on: FILED_ON, openAgainstRespondent: 0, ...references };
  return remembers?.(input as never) ?? {};
}

const FILED_ON = '2026-03-02';

function actorOf(role: ActingRole, account = `account-of-${role}`): Actor {
  return { role, accountId: account, unitId: null, name: role };
}

/** `xstate.after.cityReply.promise.open…` → `cityReply`. */
function nameOf(timerId: string): string {
  return timerId.split('.')[2] ?? '';
}

function stateOf(snapshot: AnyMachineSnapshot): string {
  const named = Object.keys(snapshot.getMeta() as Readonly<Record<string, StateMeta>>);
  return (
    named
      .map((id) => id.split('.'))
      .toSorted((a, b) => b.length - a.length)[0]
      ?.at(-1) ?? ''
  );
}

function escalationOf(snapshot: AnyMachineSnapshot): string | null {
  const value = snapshot.value as { readonly open?: { readonly escalation: string } };
  return value.open?.escalation ?? null;
}
