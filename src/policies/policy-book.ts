import type { ClockPolicy } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/** What decides which version of a policy holds for a case. */
export interface PolicyQuestion {
  readonly workflow: string;
  readonly clock: string;
  readonly divisionCode: string;
  readonly filedOn: BusinessDate;
  /** The day of the contract; null where a case has none. */
  readonly contractOn: BusinessDate | null;
}

/** All versions of all policies, as they are at one moment. Pure: answers without a query. */
export class PolicyBook {
  private readonly byId: ReadonlyMap<string, ClockPolicy>;
  private readonly byKey: ReadonlyMap<string, readonly ClockPolicy[]>;

  constructor(readonly all: readonly ClockPolicy[]) {
    this.byId = new Map(all.map((policy) => [policy.id, policy]));
    this.byKey = groupedByKey(all);
  }

  find(id: string): ClockPolicy | null {
    return this.byId.get(id) ?? null;
  }

  /** @throws Error for an id that no row has: a case is never counted by a guess */
  get(id: string): ClockPolicy {
    const found = this.byId.get(id);
    if (!found) throw new Error(`There is no policy ${id}.`);
    return found;
  }

  /**
   * The version that holds for a case: that of the nearest division with a rule of its own in force
   * on the case's day, else the general one. A case older than the first general version has that
   * one: a deadline without any rule would be worse.
   *
   * @throws Error when the clock has no policy at all; the check at boot finds that
   */
  inForce(question: PolicyQuestion): ClockPolicy {
    const { workflow, clock } = question;
    for (const divisionCode of withDivisionsAbove(question.divisionCode)) {
      const own = this.versions(workflow, clock, divisionCode).find((policy) =>
        holdsOn(policy, governingDate(policy, question)),
      );
      if (own) return own;
    }
    const general = this.versions(workflow, clock, null);
    const found =
      general.find((policy) => holdsOn(policy, governingDate(policy, question))) ?? general[0];
    if (!found) throw new Error(`The clock ${clock} of ${workflow} has no policy.`);
    return found;
  }

  /** The versions of one policy, in the order of their days. */
  versions(workflow: string, clock: string, divisionCode: string | null): readonly ClockPolicy[] {
    return this.byKey.get(keyOf({ workflow, clock, divisionCode })) ?? [];
  }

  /**
   * The general version of a day, to describe a workflow by.
   *
   * @throws Error when the clock has no policy at all
   */
  current(workflow: string, clock: string, on: BusinessDate): ClockPolicy {
    const general = this.versions(workflow, clock, null);
    const found = general.find((policy) => holdsOn(policy, on)) ?? general.at(-1);
    if (!found) throw new Error(`The clock ${clock} of ${workflow} has no policy.`);
    return found;
  }
}

/** `promise.cityReply`, `arrears.review.210000`. */
export function keyOf({
  workflow,
  clock,
  divisionCode,
}: Pick<ClockPolicy, 'workflow' | 'clock' | 'divisionCode'>): string {
  return `${workflow}.${clock}${divisionCode === null ? '' : `.${divisionCode}`}`;
}

export function holdsOn(
  { effectiveFrom, effectiveTo }: Pick<ClockPolicy, 'effectiveFrom' | 'effectiveTo'>,
  date: BusinessDate,
): boolean {
  return effectiveFrom <= date && (effectiveTo === null || date <= effectiveTo);
}

/** Rules of substance go by the contract where the case has one. */
function governingDate(
  { follows }: ClockPolicy,
  { filedOn, contractOn }: PolicyQuestion,
): BusinessDate {
  return follows === 'contract' ? (contractOn ?? filedOn) : filedOn;
}

/** `450103` → itself, its city, its province (GB/T 2260). */
function withDivisionsAbove(code: string): readonly string[] {
  return [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])];
}

function groupedByKey(all: readonly ClockPolicy[]): ReadonlyMap<string, readonly ClockPolicy[]> {
  const groups = new Map<string, ClockPolicy[]>();
  const inOrder = all.toSorted((a, b) => a.effectiveFrom.localeCompare(b.effectiveFrom));
  for (const policy of inOrder) {
    // A version that was withdrawn before its first day never held.
    if (policy.effectiveTo !== null && policy.effectiveTo < policy.effectiveFrom) continue;
    const key = keyOf(policy);
    groups.set(key, [...(groups.get(key) ?? []), policy]);
  }
  return groups;
}
