import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import '../app.module.js';
import '../../workflows/index.js';
import { DomainError, type InputError } from '../kernel/domain-error.js';
import { rulesOf, shapeOf, type DeclaredProperty } from './declared-shape.js';
import type { PayloadClass } from './event.js';
import { inputLimits } from './input-limits.js';
import { validateInput } from './validate-input.js';

/** Every class with a rule on it: bodies, queries, forms, filings, acts, calculators. */
const classes = [
  ...new Set(
    [...(getMetadataStorage() as unknown as Storage).validationMetadatas.keys()].filter(
      (target): target is PayloadClass => typeof target === 'function',
    ),
  ),
];
interface Storage {
  readonly validationMetadatas: ReadonlyMap<unknown, unknown>;
}

/** `Class.property` of all of them. */
const properties = classes.flatMap((payload) =>
  [...shapeOf(payload).values()].map(
    (property): readonly [string, PayloadClass, DeclaredProperty] => [
      `${payload.name}.${property.name}`,
      payload,
      property,
    ],
  ),
);

const rulesAt = (payload: PayloadClass, name: string): readonly string[] =>
  rulesOf(payload)
    .filter(({ propertyName }) => propertyName === name)
    .map((rule) => rule.name ?? rule.type);

/** What says whole what a text may be. */
const kinds = [
  'isName',
  'isLine',
  'isTelephone',
  'isText',
  'isFileName',
  'isEmail',
  'isBusinessDate',
  'isMoment',
  'isMoney',
  'isPositiveMoney',
  'isPercent',
  'isGuangxiDivision',
  'isUscc',
  'isIn',
  'equals',
  'isUuid',
  'matches',
  'isUrl',
];

/** Secrets are taken as they are typed. */
const secrets = /^(password|current)$/;

/** What is checked by somebody else: by the class of an act, or said by a machine alone. */
const open = [
  'EventInput.payload',
  'MeasureReport.label',
  'MeasureReport.title',
  'MeasureReport.next',
  'MeasureReport.text',
];

function errorsAt(payload: PayloadClass, name: string, value: unknown, on?: string): string[] {
  try {
    validateInput(payload, { [name]: value }, on ?? null);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const errors = error.details['errors'] as InputError[];
    return errors.filter(({ path }) => path.startsWith(name)).map(({ rule }) => rule);
  }
}

const isDay = (payload: PayloadClass, name: string) =>
  rulesAt(payload, name).some((rule) => rule === 'isBusinessDate' || rule === 'isMoment');

describe('every input of the product', () => {
  it('is found', () => {
    const names = classes.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['SessionInput', 'PolicyInput', 'ArrearsFiling', 'InterestInput']),
    );
    expect(properties.length).toBeGreaterThan(200);
  });

  it('declares how long each of its lists may be', () => {
    const endless = properties.filter(
      ([, , { list, mostItems }]) =>
        list && !(mostItems !== null && mostItems <= inputLimits.items),
    );
    expect(endless.map(([place]) => place)).toEqual([]);
  });

  it('refuses a longer list and does not look into it', () => {
    for (const [place, payload, { name, list, mostItems }] of properties) {
      if (!list) continue;
      const tooMany = Array<unknown>((mostItems ?? 0) + 1).fill({});
      expect([place, errorsAt(payload, name, tooMany)]).toEqual([place, ['arrayMaxSize']]);
    }
  });

  it('says of each text what kind of text it is', () => {
    const vague = properties.filter(([, payload, { name }]) => {
      const rules = rulesAt(payload, name);
      const type: unknown = Reflect.getMetadata('design:type', payload.prototype as object, name);
      if (type !== String && !rules.includes('isString')) return false;
      return !secrets.test(name) && !rules.some((rule) => kinds.includes(rule));
    });
    expect(vague.map(([place]) => place)).toEqual([]);
  });

  it('declares how long each of its texts may be', () => {
    const endless = properties.filter(([, payload, { name, mostCharacters }]) => {
      const rules = rulesAt(payload, name);
      const isFree = ['isString', 'isUrl'].some((rule) => rules.includes(rule));
      return isFree && !(mostCharacters !== null && mostCharacters <= inputLimits.openCharacters);
    });
    expect(endless.map(([place]) => place)).toEqual([]);
  });

  it('refuses a mebibyte of text, controls and noncharacters wherever a text may stand', () => {
    for (const [place, payload, { name, nested, list }] of properties) {
      if (nested) continue;
      for (const text of ['x'.repeat(1_048_576), 'a\0', 'a\ufffe', 'a\u{1ffff}', 'a\ud800']) {
        const rules = errorsAt(payload, name, list ? [text] : text);
        expect([place, rules.length > 0]).toEqual([place, true]);
      }
    }
  });

  it('is open in known places alone', () => {
    const found = properties.filter(([, , property]) => property.open).map(([place]) => place);
    expect(found.sort()).toEqual([...open].sort());
  });

  it('takes no object where it declares none', () => {
    for (const [place, payload, { name, nested, open: isOpen }] of properties) {
      if (nested || isOpen) continue;
      expect([place, errorsAt(payload, name, { a: {} }).length > 0]).toEqual([place, true]);
    }
  });
});

describe('every day that anybody types', () => {
  const days = properties.filter(([, payload, { name }]) => isDay(payload, name));

  it('is declared as one', () => {
    const undeclared = properties.filter(
      ([, payload, { name }]) =>
        /(On|^on|^until|^from|At|^at|^effective(From|To))$/.test(name) && !isDay(payload, name),
    );
    expect(undeclared.map(([place]) => place)).toEqual([]);
    expect(days.length).toBeGreaterThan(30);
  });

  it('lies between 1991 and 2199', () => {
    for (const [place, payload, { name }] of days) {
      const isMoment = rulesAt(payload, name).includes('isMoment');
      const rule = isMoment ? 'isMoment' : 'isBusinessDate';
      const at = (day: string) => (isMoment ? `${day}T09:00:00+08:00` : day);
      for (const day of ['0001-01-01', '1990-12-31', '2200-01-01', '9999-12-31', '2026-02-30']) {
        expect([place, day, errorsAt(payload, name, at(day))]).toEqual([place, day, [rule]]);
      }
      expect([place, errorsAt(payload, name, at('2026-09-14'), '2026-09-14')]).toEqual([place, []]);
    }
  });

  /** Days that an act orders, promises or plans; the others are of the past, or of calculations. */
  const planned = [
    'ClaimItem.dueOn',
    'ApiKeyInput.expiresOn',
    'AuditDecision.dueOn',
    'CommitmentInput.until',
    'FeedbackRequest.dueOn',
    'InstalmentInput.dueOn',
    'InterviewCall.at',
    'InterviewMove.at',
    'ItemDueDate.dueOn',
    'LeaveInput.fromOn',
    'LeaveInput.untilOn',
    'LprRowInput.publishedOn',
    'MeasureIssue.dueOn',
    'PausePayload.until',
    'PolicyEndInput.effectiveTo',
    'PolicyInput.effectiveFrom',
    'PolicyInput.effectiveTo',
    'PublicationPlan.from',
    'PublicationPlan.reviewOn',
    'PublicationPlan.until',
    'PublicationReview.nextReviewOn',
    'RectificationOrder.dueOn',
  ];

  it.each(planned)('%s lies at most ten years ahead', (place) => {
    const [, payload, { name = '' } = {}] = days.find(([each]) => each === place) ?? [];
    if (!payload) throw new Error(`${place} is no day of an input.`);
    const on = '2026-09-14';
    const of = (day: string) =>
      rulesAt(payload, name).includes('isMoment') ? `${day}T09:00:00+08:00` : day;
    expect(errorsAt(payload, name, of('2036-09-14'), on)).toEqual([]);
    expect(errorsAt(payload, name, of('2036-09-15'), on)).toEqual(['notTooFarAhead']);
  });

  /** Days of the past, as rules of their acts say, and days that something is counted from or to. */
  const others = [
    'AnsweredAddress.confirmedOn',
    'ClaimItem.triggeredOn',
    'Contract.signedOn',
    'Correction.confirmedOn',
    'DeadlineInput.from',
    'Determination.determinedOn',
    'CaseFilterInput.changedSince',
    'DueDateInput.contractSignedOn',
    'DueDateInput.triggeredOn',
    'InterestInput.contractSignedOn',
    'InterestInput.dueOn',
    'InterestInput.until',
    'InterestPayment.on',
    'LedgerDayInput.on',
    'LinkAnswer.answeredAt',
    'LinkAnswer.openedAt',
    'LinkAnswer.sentAt',
    'LawfulChange.decidedOn',
    'MeasureService.servedOn',
    'NamedProcedure.on',
    'Payment.on',
    'PaperService.servedOn',
    'ServiceRecord.servedOn',
    'PaymentRecord.on',
    'PortfolioInput.on',
    'PromiseDetails.dueOn',
    'PromiseDetails.promisedOn',
    'PromiseDetails.refusedOn',
    'RepairApplication.appliedOn',
    'RetaliationFiling.happenedOn',
    'RetaliationReport.happenedOn',
    'SecurityEventFilterInput.from',
    'SecurityEventFilterInput.to',
    'SecurityEventPageInput.from',
    'SecurityEventPageInput.to',
  ];

  it('has one of the two bounds by a decision', () => {
    const decided = [...planned, ...others, 'WhenAndWhere.at'];
    expect(days.map(([place]) => place).sort()).toEqual(decided.sort());
  });
});
