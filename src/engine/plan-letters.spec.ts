import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { systemActor, UNREACHED, type CaseContext } from '../definition/index.js';
import { workflows } from '../../workflows/index.js';
import { arrearsAtFiling } from '../../workflows/arrears/arrears.context.js';
import { promiseAtFiling } from '../../workflows/promise/promise.context.js';
import { planLetters, type LetterRequest } from './plan-letters.js';

/** Every letter that is declared for people without an account: walked, whoever adds one. */
const letters = workflows.flatMap((workflow) =>
  Object.entries(workflow.notices)
    .filter(([, { to, also }]) => to === 'respondent' || also !== undefined)
    .map(
      ([name, { to, also }]) => [`${workflow.key}/${name}`, { workflow, name, to, also }] as const,
    ),
);

/** Every clock that runs against a respondent. */
const clocks = workflows.flatMap((workflow) =>
  Object.entries(workflow.clocks)
    .filter(([, { owedBy }]) => owedBy === 'respondent')
    .map(([name, clock]) => [`${workflow.key}/${name}`, { workflow, clock }] as const),
);

const typed = 'typed@complainant.example';
const person = { name: '甲', position: '局长', email: 'a@body.example' };
const serviceAddress = {
  email: 'office@body.example',
  foundBy: 'officialSite',
  source: '某局官方网站',
  reason: null,
  since: '2026-09-18',
  confirmedOn: '2026-09-18',
  confirmedBy: { accountId: null, onBehalfOf: null, role: 'handler', unitId: null, name: '某局' },
} as const;

/** A case of any kind in which everything is under way; nobody has confirmed an address. */
const memory = {
  ...arrearsAtFiling,
  ...promiseAtFiling,
  type: 'supervisionNotice',
  offices: { issuer: 'handler', approver: 'handlerHead' },
  caseNumbers: [],
  issuedOn: '2026-09-18',
  documentId: null,
  interview: {
    persons: [person],
    attendance: [{ name: person.name, status: 'present' }],
    status: 'called',
  },
  commitments: [],
  audit: { receivedOn: '2026-09-18' },
};

function planned([, { workflow, name }]: (typeof letters)[number], more: object) {
  const context = { ...memory, ...more } as unknown as CaseContext;
  const request = {
    workflow,
    record: { unitId: null, coUnitIds: [], filing: { respondent: { contactEmail: typed } } },
    clocks: [],
    snapshot: { context },
    letters: [{ notice: name }],
    event: { type: 'x', payload: {}, actor: systemActor, on: '2026-09-18' },
  } as unknown as LetterRequest;
  return planLetters(request);
}

describe('letters to people without an account', () => {
  it('are these', () => {
    expect(letters.map(([name]) => name)).toEqual([
      'promise/rectificationToRespondent',
      'arrears/planAgreedToRespondent',
      'arrears/instalmentNear',
      'arrears/instalmentDue',
      'arrears/feedbackAsked',
      'arrears/feedbackNear',
      'arrears/sizeDisputedToRespondent',
      'arrears/sizeDecidedToRespondent',
      'measure/hearingNotified',
      'measure/hearingNear',
      'measure/issued',
      'measure/cancelledToRespondent',
      'measure/answerAsked',
      'measure/respondentNear',
      'measure/interviewInvited',
      'measure/interviewMoved',
      'measure/interviewCalledOff',
      'measure/interviewNear',
      'measure/minutesSent',
      'measure/commitmentNear',
      'measure/auditDecided',
      'measure/lifted',
    ]);
  });

  it.each(letters)(
    '%s goes nowhere before an address is confirmed, and officers learn it',
    (...it) => {
      const all = planned(it, {});
      expect(all.flatMap(({ outsiders }) => outsiders)).toEqual([]);
      const instead = all.filter(({ name }) => name === UNREACHED);
      expect(instead.map(({ party }) => party)).toEqual(['handler']);
      expect(JSON.stringify(all.map(({ outsiders }) => outsiders))).not.toContain(typed);
    },
  );

  it.each(letters)('%s goes where it is confirmed, and nothing is said instead', (...it) => {
    const confirmed = { ...person, foundBy: 'telephone' };
    const interview = { ...memory.interview, persons: [confirmed] };
    const all = planned(it, { serviceAddress, interview });
    expect(all.map(({ name }) => name)).not.toContain(UNREACHED);
    const [, { also }] = it;
    const expected = also ? [{ accountId: null, name: '甲', email: person.email }] : [];
    expect(all.flatMap(({ outsiders }) => outsiders)).toMatchObject(expected);
  });
});

describe('clocks against a respondent', () => {
  it('are these', () => {
    expect(clocks.map(([name]) => name)).toEqual([
      'arrears/respondentFeedback',
      'arrears/instalment',
      'arrears/instalmentGrace',
      'measure/defence',
      'measure/answer',
      'measure/commitment',
      'measure/auditCorrection',
    ]);
  });

  it.each(clocks)('%s does not start before anything has reached it', (_, { clock }) => {
    expect(clock.reached?.(memory as never)).toBe(false);
    const confirmed = { ...memory, serviceAddress };
    expect(clock.reached?.(confirmed as never)).toBe(false);
  });

  it.each(clocks)('%s starts once it was served, or promised', (_, { clock }) => {
    const service = { way: 'inPerson', on: '2026-09-18', email: null };
    const served = {
      ...memory,
      service,
      feedback: { service },
      hearing: { service },
      audit: { service },
      interview: { ...memory.interview, status: 'held' },
      ledger: { ...arrearsAtFiling.ledger, plan: {} },
    };
    expect(clock.reached?.(served as never)).toBe(true);
  });
});
