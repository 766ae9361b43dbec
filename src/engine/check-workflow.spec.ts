import 'reflect-metadata';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { IsNotEmpty, IsString } from 'class-validator';
import { createMachine, enqueueActions, fromPromise } from 'xstate';
import { TemplateLibrary } from '../notices/template-library.js';
import { lapseOf, type WorkflowDefinition } from '../definition/index.js';
import { workflows } from '../../workflows/index.js';
import { promiseV1 } from '../../workflows/promise/promise.workflow.js';
import { seededPolicies } from '../../seeds/seeded-policies.js';
import { requireWhole, WorkflowsInvalid } from './boot-check.js';
import { problemsOf as problemsIn } from './check-workflow.js';

class Words {
  @IsString()
  @IsNotEmpty()
  readonly words!: string;
}

const label = { zh: '某事', en: 'Something' };
const meta = { label, holder: null, next: label };
const act = { by: ['acceptor'], label, payload: Words, example: { words: '是' } } as const;
const clock = {
  id: 'X-1',
  label,
  owedBy: 'enterprise',
  told: { withoutLetter: label },
  metBy: [],
  stages: {},
} as const;

const aDocument = { kind: 'document', documentId: '1' } as const;
const somebody = { name: '某人', email: 'a@b.example' };
const endless = {
  kind: 'appointment',
  appointment: {
    uid: '1',
    sequence: 0,
    method: 'REQUEST',
    summary: '某事',
    description: '',
    location: '',
    url: null,
    startsAt: '2026-09-14T02:00:00Z',
    endsAt: '2026-09-14T02:00:00Z',
    organiser: somebody.name,
    attendees: [somebody],
  },
} as const;

/** The types of XState would refuse it here; nothing does where a machine is put together. */
const unwritten = { bareDelay: { target: 'second' } };

const { escalation: _, documents: _documents, ...withoutLevels } = promiseV1;

/** One mistake of each kind that an author can make. */
const broken: WorkflowDefinition = {
  ...withoutLevels,
  key: 'broken',
  machine: createMachine(
    {
      id: 'broken',
      initial: 'first',
      states: {
        first: {
          meta,
          entry: [{ type: 'sendFax' }, { type: 'notify', params: { notice: 'undeclaredLetter' } }],
          after: { undeclaredClock: { target: 'second' }, ...unwritten },
          on: {
            'thing.do': { target: 'second', guard: 'wordlessGuard' },
            'thing.undeclared': { target: 'second' },
          },
        },
        second: {
          meta,
          invoke: { src: 'robot' },
          entry: { type: 'notify', params: { notice: 'letterWithoutTemplate' } },
          after: { twice: { target: 'third' } },
        },
        third: {
          always: { guard: 'unwrittenGuard', target: 'first' },
          after: { twice: { target: 'second' } },
        },
        island: { meta },
      },
    },
    {
      actors: { robot: fromPromise(() => Promise.resolve()) },
      delays: { undeclaredClock: 1, twice: 1 },
      guards: { wordlessGuard: () => true },
    },
  ),
  events: {
    'thing.do': { ...act, example: { words: '' } },
    'thing.neverTaken': act,
    'thing.throughLink': { ...act, through: 'link' },
  },
  clocks: {
    bareDelay: { ...clock, metBy: ['thing.unknown'] },
    twice: { ...clock, stages: { near: ['toOfficers'] } },
    neverWaited: clock,
    'with.dot': clock,
  },
  guards: {},
  notices: {
    letterWithoutTemplate: { to: 'responsible' },
    letterAboutNothing: { to: 'acceptor', about: 'unknownClock', terms: ['unmeasured'] },
    toOfficers: { to: 'responsible' },
    linkToNothing: { to: 'respondent', link: 'thing.unknown' },
    linkToOfficers: { to: 'acceptor', link: 'thing.do' },
    documentOfNobody: { to: 'acceptor', attachments: { of: () => [], example: [aDocument] } },
    attachmentOfNothing: { to: 'acceptor', attachments: { of: () => [], example: [] } },
    endlessAppointment: { to: 'acceptor', attachments: { of: () => [], example: [endless] } },
  },
  links: {
    'thing.do': {
      clock: 'noClock',
      grace: { value: 3, unit: 'workingDay' },
      title: '某事',
      asks: () => [],
    },
  },
};

const policies = seededPolicies();

function problemsOf(...registered: readonly WorkflowDefinition[]): readonly string[] {
  try {
    requireWhole(registered, new TemplateLibrary(), policies);
    return [];
  } catch (error) {
    if (!(error instanceof WorkflowsInvalid)) throw error;
    return error.problems;
  }
}

describe('the check at boot', () => {
  let problems: readonly string[];
  beforeAll(() => {
    problems = problemsOf(broken);
  });

  it('finds nothing in the workflows of the product', () => {
    expect(problemsOf(...workflows)).toEqual([]);
  });

  it.each([
    'state broken.first has an action the engine does not know: sendFax',
    'state broken.second invokes an actor; the engine runs none',
    'state island cannot be reached',
    'state third has no name for people (meta)',
    'event thing.undeclared is used by the machine and declared nowhere',
    'event thing.neverTaken is declared and no state takes it',
    'guard wordlessGuard has no words for a refusal',
    'guard unwrittenGuard has no implementation',
    'the machine waits for undeclaredClock, which is no declared clock',
    'delay bareDelay has no implementation; XState would fire it at once',
    'clock twice stands at two states; one running clock has one name',
    'clock neverWaited is declared and no state waits for it',
    'clock with.dot has a dot in its name',
    'clock bareDelay is met by thing.unknown, which is no event',
    'letter undeclaredLetter is sent and declared nowhere',
    'letter letterAboutNothing is declared and never sent',
    'letter letterWithoutTemplate goes to whoever is responsible, but for no clock',
    'letter letterAboutNothing is about unknownClock, which is no clock',
    'letter letterAboutNothing tells the length of unmeasured, which is no clock',
    'clock twice has no policy; add to seeds/clock-policies.yaml, below broken: "twice: { value: 5, unit: workingDay, ladder: officers }", with law or after where a text stands behind it',
    'letter linkToNothing has a link to thing.unknown, which is declared nowhere',
    'letter linkToOfficers has a link, but goes to acceptor',
    'a link leads to thing.do, which is no act of a respondent through a link',
    'the link to thing.do ends with noClock, which is no clock',
    'thing.throughLink is done through a link, but no link leads to it',
    'letter documentOfNobody carries a document, and the workflow issues none',
    'letter attachmentOfNothing has no example of an attachment',
    'the appointment of letter endlessAppointment does not end after it begins',
    "clock twice is the enterprise's, but toOfficers is written for officers",
  ])('finds: %s', (problem) => {
    expect(problems).toContain(`broken@1: ${problem}`);
  });

  it('finds an example that breaks the rules of its own payload', () => {
    expect(problems.find((problem) => problem.includes('the example of thing.do'))).toMatch(
      /^broken@1: the example of thing\.do breaks its own rules: words:/,
    );
  });

  it('finds a letter without a template, in each language it needs', () => {
    expect(problems).toContain(
      'broken@1/letterWithoutTemplate: there is no template letterWithoutTemplate.zh-CN.md',
    );
  });

  it('finds a version that is registered twice', () => {
    expect(problemsOf(promiseV1, promiseV1)).toContain('promise@1 is registered twice');
    expect(problemsOf(promiseV1, { ...promiseV1, version: 2 })).toEqual([]);
  });

  it('says everything in one message, so that one start is enough to see it', () => {
    expect(() => {
      requireWhole([broken], new TemplateLibrary(), policies);
    }).toThrow(new WorkflowsInvalid(problems));
    expect(new WorkflowsInvalid(problems).message.split('\n')).toHaveLength(problems.length + 1);
  });
});

describe('what runs beside the progress of a case', () => {
  const askEach = enqueueActions(({ enqueue }) => {
    const lapse = lapseOf('help', 'somebody');
    enqueue.raise(lapse, { id: lapse.type, delay: 'help' as never });
  });
  const progress = {
    initial: 'first',
    on: { 'xstate.after.help.*': { actions: 'askEach' } },
    states: {
      first: { meta, entry: 'askEach', on: { 'thing.do': { target: 'second' } } },
      second: { meta },
    },
  };
  const desk = { initial: 'free', states: { free: { on: { 'thing.do': 'taken' } }, taken: {} } };

  const problemsWith = (
    regions: object,
    rest: { actions?: object } & Partial<Pick<WorkflowDefinition, 'notices' | 'escalation'>> = {},
  ) =>
    problemsIn({
      ...broken,
      machine: createMachine(
        { id: 'broken', type: 'parallel', states: regions } as never,
        { actions: rest.actions ?? { askEach }, delays: { help: 1 } } as never,
      ),
      events: { 'thing.do': act },
      clocks: { help: clock },
      links: {},
      ...(rest.escalation && { escalation: rest.escalation }),
      notices: rest.notices ?? { over: { to: 'coHandler', bySubject: true } },
    });

  it('needs no names, as long as a region has none at all', () => {
    expect(problemsWith({ progress, desk })).toEqual([]);
    const half = { ...desk, states: { ...desk.states, taken: { meta } } };
    expect(problemsWith({ progress, desk: half })).toEqual([
      'broken@1: state desk.free has no name for people (meta)',
    ]);
  });

  it('waits for a clock of several by the events of their lapses', () => {
    expect(problemsWith({ progress: { ...progress, on: {} }, desk })).toEqual([
      'broken@1: clock help is declared and no state waits for it',
    ]);
  });

  it('may tell several at once, but by no function of its own', () => {
    const askEach = () => undefined;
    expect(problemsWith({ progress, desk }, { actions: { askEach } })).toContain(
      'broken@1: state broken.progress.first has an action the engine does not know: askEach',
    );
  });

  it('has words for each level of the escalation, and for no other', () => {
    const level = { label, note: null, next: null };
    const escalation = {
      initial: 'none',
      states: { none: { on: { 'thing.do': 'public' } }, public: {} },
    };
    const problemsOfLevels = (names: readonly string[]) =>
      problemsWith(
        { progress, desk, escalation },
        {
          escalation: {
            levels: Object.fromEntries(names.map((name) => [name, level])),
            explain: () => ({ label, why: [], next: null }),
          },
        },
      );
    expect(problemsOfLevels(['none', 'public'])).toEqual([]);
    expect(problemsOfLevels(['none', 'private'])).toEqual([
      'broken@1: level public of the escalation has no words',
      'broken@1: level private of the escalation is no state of the machine',
    ]);
  });

  it('sends letters that no check can see, where they say so', () => {
    expect(problemsWith({ progress, desk }, { notices: { over: { to: 'coHandler' } } })).toEqual([
      'broken@1: letter over is declared and never sent',
    ]);
  });
});
