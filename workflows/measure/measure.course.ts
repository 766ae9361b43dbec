import { measure, report, settle, tell, tellAbout, urge } from './measure.setup.js';
import { measureStates as is } from './measure.states.js';

const ending = {
  'measure.comply': { guard: 'mayComply', target: '#measure.complied' },
  'measure.refuse': { guard: 'mayRefuse', target: '#measure.refused' },
} as const;

/** What follows once it is served, by the course that its type takes. */
export const served = measure.createStateConfig({
  meta: is.served,
  initial: 'routing',
  entry: report('served'),
  exit: 'endCommitments',
  on: {
    'measure.lift': { guard: 'mayLift', target: 'lifted' },
    'measure.repair': { guard: 'isCreditSanction', target: 'lifted' },
    'measure.serve': { guard: 'mayServeAnew', target: '.routing', actions: 'serve' },
    'serviceAddress.confirm': {
      guard: 'addressMoves',
      actions: ['confirmAddress', tell('issued')],
    },
  },
  states: {
    routing: {
      always: [
        { guard: 'isRepair', target: '#measure.complied' },
        { guard: 'isAudit', target: 'auditing' },
        { guard: 'isPublication', target: 'published' },
        { guard: 'isForce', target: 'inForce' },
        { guard: 'isInterview', target: 'uncalled' },
        { target: 'awaiting' },
      ],
    },

    // The respondent answers within its term, and somebody says whether that is enough.
    awaiting: {
      entry: tell('answerAsked'),
      after: {
        answer: [
          { guard: 'wasServed', target: '#measure.refused' },
          // A measure of before, sent to an address that nobody confirmed: silence says nothing.
          { target: 'weighing', actions: tell('respondentUnreached') },
        ],
      },
      on: {
        'serviceAddress.confirm': {
          guard: 'servedElsewhere',
          target: 'awaiting',
          reenter: true,
          actions: ['confirmAddress', 'serveAnew', tell('issued')],
        },
        'response.submit': { target: 'weighing', actions: ['hearAnswer', tell('answered')] },
        ...ending,
      },
    },
    weighing: {
      exit: settle('weighing'),
      after: { weighing: { actions: urge('weighing') } },
      on: { 'response.submit': { actions: ['hearAnswer', tell('answered')] }, ...ending },
    },

    // It stands as it is, until it is lifted or the respondent gives in.
    inForce: { on: ending },

    // An interview: called, moved, held, and what was promised in it.
    uncalled: {
      on: {
        'interview.call': {
          guard: 'mayCall',
          target: 'called',
          actions: ['call', tell('interviewInvited')],
        },
      },
    },
    called: {
      exit: settle('interviewDay'),
      after: { interviewDay: { actions: urge('interviewDay') } },
      on: {
        'serviceAddress.confirm': {
          guard: 'servedElsewhere',
          actions: ['confirmAddress', 'serveAnew', tell('issued'), tell('interviewInvited')],
        },
        'interview.move': {
          guard: 'mayIssue',
          target: 'called',
          reenter: true,
          actions: ['move', tell('interviewMoved')],
        },
        'interview.callOff': {
          guard: 'mayIssue',
          target: 'uncalled',
          actions: ['callOff', tell('interviewCalledOff')],
        },
        'attendance.record': {
          guard: 'interviewCome',
          target: 'attended',
          actions: 'hearAttendance',
        },
      },
    },
    attended: {
      always: [
        { guard: 'wasHeld', target: 'minuting' },
        { guard: 'wasMissed', target: '#measure.refused' },
        { target: 'uncalled' },
      ],
    },
    minuting: {
      exit: settle('minutes'),
      after: { minutes: { actions: urge('minutes') } },
      on: {
        'minutes.record': {
          guard: 'mayIssue',
          target: 'committed',
          actions: ['takeMinutes', tell('minutesSent')],
        },
      },
    },
    committed: {
      always: [
        { guard: 'allKept', target: '#measure.complied' },
        { guard: 'allSettled', target: '#measure.refused' },
      ],
      on: {
        'commitment.fulfil': { guard: 'mayIssue', actions: 'fulfil' },
        'xstate.after.commitment.*': {
          actions: ['break', tellAbout('commitmentBroken', 'commitment'), 'proposeNext'],
        },
      },
    },

    // The audit office looks into it, and has it put right.
    auditing: {
      initial: 'examining',
      states: {
        examining: {
          exit: settle('auditFinding'),
          after: { auditFinding: { actions: urge('auditFinding') } },
          on: {
            'audit.find': {
              guard: 'isAudit',
              target: 'found',
              actions: ['hearAudit', tell('auditFound')],
            },
          },
        },
        found: {
          always: { guard: 'foundNothing', target: '#measure.lifted' },
          exit: settle('auditDecision'),
          after: { auditDecision: { actions: urge('auditDecision') } },
          on: {
            'audit.decide': {
              target: 'correcting',
              actions: ['hearAudit', tell('auditDecided'), tell('auditDecidedCopy')],
            },
          },
        },
        correcting: {
          after: { auditCorrection: '#measure.refused' },
          on: {
            // What went elsewhere is decided anew, with a day of its own.
            'serviceAddress.confirm': {
              guard: 'addressMoves',
              target: 'found',
              actions: 'confirmAddress',
            },
            'audit.confirm': { target: '#measure.complied', actions: 'hearAudit' },
          },
        },
      },
    },

    // In public from its first day to its last, looked at again in between.
    published: {
      initial: 'listed',
      after: { publicationEnd: '#measure.lifted' },
      states: {
        listed: {
          exit: settle('publicationReview'),
          after: { publicationReview: { actions: urge('publicationReview') } },
          on: {
            'publication.review': { target: 'reviewed', actions: 'reviewPublication' },
          },
        },
        reviewed: {
          always: [{ guard: 'publicationEnds', target: '#measure.lifted' }, { target: 'listed' }],
        },
      },
    },
  },
});
