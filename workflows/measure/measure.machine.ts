import { assign } from 'xstate';
import { measureAtOpening } from './measure.context.js';
import { served } from './measure.course.js';
import { measure, report, settle, tell, urge } from './measure.setup.js';
import { measureStates as is } from './measure.states.js';

const lifting = {
  'measure.repair': { guard: 'isCreditSanction', target: 'cancelled' },
} as const;

const refusing = {
  'measure.reject': { guard: 'mayReject', target: 'rejected' },
  'measure.cancel': { guard: 'mayCancel', target: 'cancelled' },
  ...lifting,
} as const;

const noticing = {
  'hearing.notify': { guard: 'mayNotify', target: 'notified', actions: 'notifyHearing' },
} as const;

export const measureMachine = measure.createMachine({
  id: 'measure',
  context: ({ input }) => measureAtOpening(input),
  initial: 'opening',
  on: {
    // Nothing of the measure changes; XState takes a transition without an action for forbidden.
    'evidence.add': { actions: assign({}) },
    'evidence.seal': { actions: assign({}) },
    'serviceAddress.confirm': { guard: 'mayAddress', actions: 'confirmAddress' },
    'service.record': { guard: 'mayAddress', actions: assign({}) },
  },
  states: {
    opening: {
      meta: is.opening,
      always: [
        { guard: 'mustHear', target: 'unheard', actions: report('proposed') },
        { target: 'proposed', actions: report('proposed') },
      ],
    },

    // Told beforehand, and heard (事先告知、陈述申辩), before anybody decides on a sanction.
    unheard: {
      meta: is.unheard,
      entry: tell('hearingDue'),
      exit: settle('priorNotice'),
      after: { priorNotice: { actions: urge('priorNotice') } },
      on: { ...noticing, ...refusing },
    },
    notified: {
      meta: is.notified,
      entry: tell('hearingNotified'),
      after: { defence: { target: 'proposed', actions: 'endHearing' } },
      on: {
        'defence.submit': { target: 'proposed', actions: ['endHearing', tell('defended')] },
        'defence.record': { guard: 'mayIssue', target: 'proposed', actions: 'endHearing' },
        'serviceAddress.confirm': {
          guard: 'noticeMoves',
          target: 'notified',
          reenter: true,
          actions: ['confirmAddress', 'notifyAnew'],
        },
        ...refusing,
      },
    },

    proposed: {
      meta: is.proposed,
      entry: tell('proposed'),
      exit: settle('decision'),
      after: { decision: { actions: urge('decision') } },
      on: {
        'measure.approve': { guard: 'mayApprove', target: 'approved', actions: 'approve' },
        'defence.submit': { guard: 'lateDefence', actions: ['endHearing', tell('defended')] },
        ...noticing,
        ...refusing,
      },
    },
    approved: {
      meta: is.approved,
      entry: tell('approved'),
      exit: settle('issuing'),
      after: { issuing: { actions: urge('issuing') } },
      on: {
        'measure.issue': { guard: 'mayIssueHeard', target: 'issued', actions: 'issue' },
        ...noticing,
        'interview.call': {
          guard: 'mayCall',
          target: 'served.called',
          actions: ['call', tell('issuedCopy'), tell('interviewInvited')],
        },
        'measure.cancel': { guard: 'mayCancel', target: 'cancelled' },
        ...lifting,
      },
    },
    issued: {
      meta: is.issued,
      entry: [tell('issued'), tell('issuedCopy'), 'repairSiblings', report('issued')],
      exit: settle('service'),
      after: { service: { actions: urge('service') } },
      on: {
        'measure.serve': { guard: 'mayServe', target: 'served', actions: 'serve' },
        'serviceAddress.confirm': {
          guard: 'addressMoves',
          actions: ['confirmAddress', tell('issued')],
        },
        'interview.call': {
          guard: 'mayCall',
          target: 'served.called',
          actions: ['call', tell('interviewInvited')],
        },
        'audit.receive': {
          guard: 'isAudit',
          target: 'served',
          actions: 'receiveAudit',
        },
        // Who answers has received it.
        'response.submit': {
          guard: 'isAnswer',
          target: 'served.weighing',
          actions: ['serve', 'hearAnswer', tell('answered')],
        },
        'measure.cancel': {
          guard: 'mayCancel',
          target: 'cancelled',
          actions: tell('cancelledToRespondent'),
        },
        ...lifting,
      },
    },
    served,
    complied: {
      meta: is.complied,
      entry: [tell('complied'), report('complied')],
      on: { 'measure.lift': { guard: 'mayLift', target: 'lifted' } },
    },
    refused: {
      meta: is.refused,
      entry: [tell('refused'), report('refused'), 'proposeNext'],
      on: {
        'response.submit': { actions: ['hearAnswer', tell('answered')] },
        'measure.comply': { guard: 'mayComply', target: 'complied' },
        'measure.lift': { guard: 'mayLift', target: 'lifted' },
      },
    },
    lifted: {
      meta: is.lifted,
      type: 'final',
      entry: [tell('lifted'), tell('liftedCopy'), report('lifted')],
    },
    rejected: {
      meta: is.rejected,
      type: 'final',
      entry: [tell('notApproved'), report('rejected')],
    },
    cancelled: { meta: is.cancelled, type: 'final', entry: report('cancelled') },
  },
});
