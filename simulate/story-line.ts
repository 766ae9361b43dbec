import { Clock } from '../src/clocks/clock.entity.js';
import type { Actor, WorkflowDefinition } from '../src/definition/index.js';
import { Case } from '../src/engine/case.entity.js';
import { separatedBy } from '../src/engine/duties.js';
import {
  contextOf,
  eventsTaken,
  isOpen,
  type AnyMachineSnapshot,
} from '../src/engine/machine-step.js';
import { restored } from '../src/engine/stored-snapshot.js';
import { chinaDate } from '../src/kernel/business-date.js';
import { DomainError } from '../src/kernel/domain-error.js';
import { selectRows } from '../src/store/select-rows.js';
import { Chance } from './chance.js';
import { PROPOSED, proposalFor, proposes } from './measures.js';
import { PASSES, tempers, weightOf, type Temper } from './leanings.js';
import { actorOf, castOf, enterprises } from './people.js';
import { exampleOf, filingOf, varied } from './payloads.js';
import type { World } from './world.js';

/** What came of an act that somebody thought of. */
export type Deed = 'done' | 'refused' | 'passed';

/** What a proposal may be refused with. */
const refusals: readonly string[] = ['MEASURE_NOT_ALLOWED', 'INPUT_INVALID'];

/** So many acts make a case that goes round in circles. */
const MOST_ACTS = 60;

/** One case: who does what next, by chances of its own that no other case disturbs. */
export class StoryLine {
  private readonly chance: Chance;
  private readonly temper: Temper;
  private id: string | null = null;
  private acts = 0;
  private isOver = false;

  constructor(
    private readonly world: World,
    private readonly kind: string,
    private readonly seed: number,
  ) {
    this.chance = new Chance(seed);
    this.temper = this.chance.weighted(tempers.map((temper) => [temper, temper.share]));
  }

  /** How many moments pass until somebody looks at the case again; for ever, once it is over. */
  get pause(): number {
    return this.isOver ? Infinity : this.chance.int(this.temper.least, this.temper.most);
  }

  /** The complaint is filed, or somebody who is at work does one of the acts that are open. */
  async goOn(atWork: boolean): Promise<Deed> {
    if (this.id === null) {
      this.id = await this.file();
      return 'done';
    }
    const [complaint] = await selectRows(this.world.manager, Case, 'WHERE id = $1', [this.id]);
    if (!complaint) throw new Error('A case is gone.');
    this.isOver = complaint.endedAt !== null || this.acts >= MOST_ACTS;
    if (this.isOver) return 'passed';
    if (atWork && this.chance.percent(PROPOSED)) return this.propose(complaint);
    const record = await this.oneOf(complaint);
    const workflow = this.world.workflows.get(record.kind, record.workflowVersion);
    const snapshot = restored(workflow, record.snapshot);
    if (snapshot.status !== 'active') return 'passed';
    const held = `WHERE case_id = $1 AND status = 'paused' ORDER BY armed_at, name, generation`;
    const unserved = await selectRows(this.world.manager, Clock, held, [record.id]);
    const choice = this.choose(workflow, record, snapshot, atWork, unserved.length > 0);
    if (choice === null) return 'passed';
    this.acts += 1;
    return this.try(workflow, record, choice.actor, choice.type, unserved);
  }

  /** The complaint, or one of the measures about it that are under way. */
  private async oneOf(complaint: Case): Promise<Case> {
    const open = await selectRows(
      this.world.manager,
      Case,
      `WHERE about_ids @> ARRAY[$1::uuid] AND kind = 'measure' AND ended_at IS NULL
        ORDER BY filed_at, id`,
      [complaint.id],
    );
    return this.chance.pick([complaint, ...open]);
  }

  /** Somebody proposes a measure; what the law forbids is refused. */
  private async propose(complaint: Case): Promise<Deed> {
    const actor = this.chance.pick(castOf(complaint).filter(proposes));
    const on = chinaDate(this.world.time.now());
    const filing = proposalFor(complaint.id, actor, on, this.chance);
    this.acts += 1;
    try {
      await this.world.propose(filing, actor);
      return 'done';
    } catch (error) {
      if (error instanceof DomainError && refusals.some((code) => code === error.code)) {
        return 'refused';
      }
      throw error;
    }
  }

  private file(): Promise<string> {
    const workflow = this.world.workflows.findLatest(this.kind);
    if (!workflow) throw new Error(`There is no workflow ${this.kind}.`);
    const account = this.chance.pick(enterprises);
    const on = chinaDate(this.world.time.now());
    const filing = filingOf(workflow, { on, story: this.seed, chance: this.chance });
    const enterprise = { id: account.enterpriseId ?? '', name: account.name };
    return this.world.file(this.kind, filing, actorOf(account), enterprise);
  }

  /** Out of office hours only enterprises are about; nobody does what is for another officer. */
  private choose(
    workflow: WorkflowDefinition,
    record: Case,
    snapshot: AnyMachineSnapshot,
    atWork: boolean,
    toServe: boolean,
  ): { readonly actor: Actor; readonly type: string } | null {
    const types = takenNow(workflow, snapshot);
    const on = chinaDate(this.world.time.now());
    const memory = contextOf(snapshot);
    const open = castOf(record)
      .filter(({ role }) => atWork || role === 'enterprise')
      .flatMap((actor) =>
        types
          .filter(
            (type) =>
              (toServe || workflow.events[type]?.serves !== true) &&
              isOpen(workflow, snapshot, type, actor, on) &&
              separatedBy(workflow.events[type] ?? {}, actor, record.hands, memory) === null,
          )
          .map((type) => [{ actor, type }, weightOf(type)] as const),
      );
    return this.chance.weighted([[null, PASSES], ...open]);
  }

  /** With other words and numbers than the example; with those where a rule refuses it. */
  private async try(
    workflow: WorkflowDefinition,
    record: Case,
    actor: Actor,
    type: string,
    unserved: readonly Clock[],
  ): Promise<Deed> {
    const definition = workflow.events[type];
    if (!definition) throw new Error(`${type} is open and declared nowhere.`);
    const on = chinaDate(this.world.time.now());
    const example = exampleOf(definition, record, actor, on, this.chance, unserved);
    for (const payload of [varied(definition, example, this.chance), example]) {
      try {
        await this.world.act(record.id, actor, type, payload);
        return 'done';
      } catch (error) {
        if (!(error instanceof DomainError) || error.code !== 'INPUT_INVALID') throw error;
      }
    }
    return 'refused';
  }
}

/**
 * Acts that some state of the case takes, but for those with a route of their own, and for what is
 * settled: the enterprises of a simulation are confirmed.
 */
function takenNow(workflow: WorkflowDefinition, snapshot: AnyMachineSnapshot): readonly string[] {
  const taken = eventsTaken(workflow, snapshot);
  return Object.entries(workflow.events).flatMap(([type, { through, enterpriseIdentity }]) =>
    through === undefined && enterpriseIdentity !== 'confirms' && taken.has(type) ? [type] : [],
  );
}
