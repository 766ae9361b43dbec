import { Injectable } from '@nestjs/common';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import {
  declaredFilterNames,
  declaredFilters,
  type DeclaredFilter,
} from '../definition/declared-filters.js';
import { gramsFor, isOneGram, textWithin, type SoughtText } from '../engine/case-text.js';
import type { Principal } from '../identity/principal.js';
import { scopeOf, where, type Scope } from '../identity/scope.policy.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { soughtBy } from '../identity/what-is-read.js';
import { chinaDate, endOfDay } from '../kernel/business-date.js';
import { inputInvalid, type InputError } from '../kernel/domain-error.js';
import { searchable } from '../kernel/plain-text.js';
import { CaseAwaits, ownClocks } from './case-awaits.js';
import type { CaseFilterInput } from './case.input.js';
import { updatedColumn } from './updated-column.js';

/** How many working days ahead "soon" looks. */
const SOON = 3;

/** Conditions over `cases c` with their parameters, in the order of their places. */
export class Conditions {
  private readonly parts: string[] = [];

  /** @param params those of the whole statement, where several have a part in it */
  constructor(readonly params: unknown[] = []) {}

  /** Each `?` of the condition stands for the next parameter. */
  add(condition: string, ...params: readonly unknown[]): this {
    let place = this.params.length;
    this.params.push(...params);
    this.parts.push(condition.replaceAll('?', () => `$${(place += 1)}`));
    return this;
  }

  addScope(scope: Scope): this {
    const { sql, params } = where(scope, 'c', this.params.length + 1);
    this.params.push(...params);
    this.parts.push(sql);
    return this;
  }

  toString(): string {
    return this.parts.join(' AND ');
  }
}

type Known = Readonly<Record<DeclaredFilter, readonly string[]>>;

/** What a filter means, for the list and for the counts alike, so that they cannot disagree. */
@Injectable()
export class CaseConditions {
  private readonly known: Known;

  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly awaits: CaseAwaits,
    { all }: WorkflowRegistry,
  ) {
    const known = declaredFilterNames.map((name) => [name, declaredFilters[name](all)]);
    this.known = Object.fromEntries(known) as Known;
  }

  /**
   * The cases that the filter leaves of those in the principal's scope.
   *
   * @throws DomainError INPUT_INVALID for a kind, a state or a ground that no workflow has
   */
  of(
    principal: Principal,
    filter: CaseFilterInput,
    now: Date,
    { scope = scopeOf(principal), params }: { scope?: Scope; params?: unknown[] } = {},
  ): Conditions {
    this.requireDeclared(principal, filter);
    const conditions = new Conditions(params).addScope(scope);
    const { kind, state, cityCode, ended, closedFor, due, q } = filter;
    // Without a kind the list is one of complaints; what is about them has kinds of its own.
    if (kind === undefined) conditions.add('c.about_kind IS NULL');
    else conditions.add('c.kind = ?', kind);
    if (state !== undefined) conditions.add('c.state = ?', state);
    if (cityCode !== undefined) conditions.add('c.city_code = ?', cityCode);
    if (ended !== undefined) conditions.add(`c.ended_at IS ${ended ? 'NOT ' : ''}NULL`);
    if (closedFor !== undefined) conditions.add('c.closed_for = ?', closedFor);
    if (due !== undefined) this.addDue(conditions, principal, due, now);
    if (filter.awaits !== undefined) this.awaits.add(conditions, principal);
    if (filter.changedSince !== undefined) {
      const at = updatedColumn(principal);
      conditions.add(`${at} >= ?`, new Date(filter.changedSince));
    }
    addParties(conditions, filter, soughtBy(principal.role));
    if (filter.mine !== undefined) {
      conditions.add(flag(filter.mine, `${officerOf(principal)} = ?`), principal.accountId);
    }
    if (filter.unit !== undefined) {
      const { unitId } = principal;
      conditions.add(
        flag(filter.unit, '(c.acceptor_unit_id = ? OR c.unit_id = ?)'),
        unitId,
        unitId,
      );
    }
    if (filter.unassigned !== undefined) {
      const { unitId } = principal;
      const free = `c.ended_at IS NULL AND ${unitOf(principal)} = ? AND ${officerOf(principal)} IS NULL`;
      conditions.add(flag(filter.unassigned, `(${free})`), unitId);
    }
    if (q !== undefined) addText(conditions, q, soughtBy(principal.role));
    return conditions;
  }

  /** An enterprise is late with what it owes itself, which moves no office. */
  private addDue(
    conditions: Conditions,
    principal: Principal,
    due: 'overdue' | 'soon',
    now: Date,
  ): void {
    const last = endOfDay(this.calendar.addWorkingDays(chinaDate(now), SOON));
    const span = (at: string) => (due === 'overdue' ? `${at} <= ?` : `${at} > ? AND ${at} <= ?`);
    const bounds = due === 'overdue' ? [now] : [now, last];
    if (principal.role !== 'enterprise') {
      conditions.add(span('c.urgent_at'), ...bounds);
      return;
    }
    const { owedBy, expecting } = this.awaits.termsOf(principal);
    conditions.add(
      `((${span('c.urgent_at')}) OR EXISTS (${ownClocks('?', '?')} AND ${span('k.due_at')}))`,
      ...[...bounds, owedBy, expecting, ...bounds],
    );
  }

  /** A list of nothing would say that there is no such case. */
  private requireDeclared({ role }: Principal, filter: CaseFilterInput): void {
    const ofFirms = ['changedSince', 'sort'] as const;
    const forbidden = ofFirms.filter(
      (path) => role !== 'enterprise' && isBeyondUrgency(filter[path]),
    );
    const undeclared = declaredFilterNames.flatMap((path) => {
      const value = filter[path];
      if (value === undefined) return [];
      const known = this.known[path];
      const message = `must be one of ${known.join(', ')}`;
      return known.includes(value) ? [] : [{ path, rule: 'isIn', message }];
    });
    const message = 'is for enterprises, whose cases are few';
    const ofOthers = forbidden.map((path) => ({ path, rule: 'forEnterprises', message }));
    const errors: readonly InputError[] = [...undeclared, ...ofOthers];
    if (errors.length > 0) throw inputInvalid(errors);
  }
}

/** Every scope is indexed by urgency, and by nothing else. */
const isBeyondUrgency = (asked: string | undefined): boolean =>
  asked !== undefined && asked !== 'urgency';

/** By whom it is known elsewhere, and against whom it is. */
function addParties(
  conditions: Conditions,
  { externalRef, respondent }: CaseFilterInput,
  read: SoughtText,
): void {
  // Whoever is not shown it must not find it out by asking.
  if (externalRef !== undefined && read !== 'whole') conditions.add('FALSE');
  if (respondent !== undefined && read === 'number') conditions.add('FALSE');
  if (externalRef !== undefined) {
    conditions.add(
      `EXISTS (SELECT 1 FROM case_identifiers i WHERE i.enterprise_id = c.enterprise_id
         AND i.value = ? AND i.case_id = c.id AND i.sort = 'reference')`,
      externalRef,
    );
  }
  if (respondent === undefined) return;
  const words = searchable(respondent);
  conditions.add(
    `EXISTS (SELECT 1 FROM case_texts t WHERE t.case_id = c.id AND t.grams @> ?)
     AND (c.filing #>> '{respondent,uscc}' = ?
          OR lower(normalize(c.filing #>> '{respondent,name}', NFKC)) LIKE ?)`,
    gramsFor(words),
    respondent.toUpperCase(),
    likePattern(words),
  );
}

const likePattern = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

const isHandler = ({ role }: Principal): boolean => role === 'handler' || role === 'handlerHead';

/** The side of a case that somebody's own desk and unit are on. */
const officerOf = (principal: Principal): string =>
  isHandler(principal) ? 'c.handler_officer_id' : 'c.acceptor_officer_id';

const unitOf = (principal: Principal): string =>
  isHandler(principal) ? 'c.unit_id' : 'c.acceptor_unit_id';

/** `IS TRUE`, because what is unknown (nobody's desk) is not the case. */
const flag = (wanted: boolean, condition: string): string =>
  `(${condition}) IS ${wanted ? '' : 'NOT '}TRUE`;

/**
 * By the index of characters, then by the text itself, where the pairs could stand apart, or where
 * it is sought in the first lines alone.
 */
function addText(conditions: Conditions, q: string, within: SoughtText): void {
  const words = searchable(q);
  const found = 'SELECT 1 FROM case_texts t WHERE t.case_id = c.id AND t.grams @> ?';
  if (isOneGram(words) && within === 'whole') {
    conditions.add(`EXISTS (${found})`, gramsFor(words));
  } else {
    const text = textWithin(within, 't.text');
    conditions.add(`EXISTS (${found} AND ${text} LIKE ?)`, gramsFor(words), likePattern(words));
  }
}
