import type { InputError, RuleInput } from '../../src/definition/index.js';
import { chinaDate } from '../../src/kernel/business-date.js';
import { isSameBox } from '../../src/kernel/mail-domain.js';
import { addressErrors, refuseUnreached, unconfirmed } from '../acts/service-address.js';
import type { MeasureContext } from './measure.context.js';
import type {
  AttendanceRecord,
  CalledPerson,
  CommitmentProof,
  InterviewCall,
  InterviewMove,
  MinutesPayload,
} from './measure.interview-payloads.js';

const broken = (path: string, rule: string, message: string): readonly InputError[] => [
  { path: `payload.${path}`, rule, message },
];

/** Not in the past, not on a day off without a reason, and somewhere. */
export function refuseCall({
  payload,
  ...rest
}: RuleInput<InterviewCall, MeasureContext>): readonly InputError[] {
  const { persons, place, videoLink } = payload;
  const { context, on, facts } = rest;
  const twice = persons.findIndex(
    ({ name }, index) => persons.findIndex((other) => other.name === name) !== index,
  );
  return [
    ...refuseMoment({ payload, ...rest }),
    ...refuseUnreached({ payload, context, on }, { since: context.issuedOn }),
    ...persons.flatMap((person, index) =>
      personErrors(person, { context, facts }, `payload.persons[${index}]`),
    ),
    ...(place === undefined && videoLink === undefined
      ? broken('place', 'placeOrVideoLink', 'Say where it is: a place or a video link.')
      : []),
    ...(twice < 0
      ? []
      : broken(
          `persons[${twice}].name`,
          'namedOnce',
          'Nobody is called twice; tell namesakes apart.',
        )),
  ];
}

/** A person is written to at an address that an officer found, or at the respondent's own. */
function personErrors(
  { email, foundBy, source, reason }: CalledPerson,
  { context, facts }: Pick<RuleInput<InterviewCall, MeasureContext>, 'context' | 'facts'>,
  path: string,
): readonly InputError[] {
  const { serviceAddress } = context;
  if (email === undefined || (serviceAddress && isSameBox(serviceAddress.email, email))) return [];
  if (foundBy === undefined || source === undefined) return [unconfirmed(`${path}.email`)];
  return addressErrors({ email, ...(reason !== undefined && { reason }) }, facts, path);
}

export function refuseMove(input: RuleInput<InterviewMove, MeasureContext>): readonly InputError[] {
  const unreached = refuseUnreached(input, { since: input.context.interview?.calledOn ?? null });
  return [...refuseMoment(input), ...unreached];
}

function refuseMoment({
  payload: { at, dayOffReason },
  at: now,
  calendar,
}: RuleInput<InterviewCall | InterviewMove, MeasureContext>): readonly InputError[] {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) {
    return broken('at', 'isMoment', 'There is no such moment.');
  }
  if (moment <= new Date(now)) return broken('at', 'inFuture', 'An interview is in the future.');
  const day = chinaDate(moment);
  const isDayOff = calendar.dueOn(day, { value: 0, unit: 'calendarDay' }) !== day;
  if (!isDayOff || dayOffReason !== undefined) return [];
  return broken('at', 'workingDay', `${day} is a day off; give dayOffReason, or choose another.`);
}

/** Exactly those who were called; a deputy has a name. */
export function refuseAttendance({
  payload: { persons },
  context: { interview },
}: RuleInput<AttendanceRecord, MeasureContext>): readonly InputError[] {
  const calledNames = interview?.persons.map(({ name }) => name) ?? [];
  const strangers = persons.flatMap(({ name, status, deputyName }, index) => {
    const path = `persons[${index}]`;
    const first = persons.findIndex((other) => other.name === name) === index;
    if (!calledNames.includes(name) || !first) {
      return broken(`${path}.name`, 'wasCalled', `${name} was not called, or is listed twice.`);
    }
    return status === 'deputy' && deputyName === undefined
      ? broken(`${path}.deputyName`, 'isDefined', 'A deputy has a name.')
      : [];
  });
  const forgotten = calledNames.filter((name) => !persons.some((one) => one.name === name));
  if (forgotten.length === 0) return strangers;
  const message = `Nothing is said of ${forgotten.join(', ')}.`;
  return [...strangers, ...broken('persons', 'everybodyCalled', message)];
}

export function refuseMinutes({
  payload: { commitments },
  on,
}: RuleInput<MinutesPayload, MeasureContext>): readonly InputError[] {
  return commitments.flatMap(({ until }, index) =>
    until > on
      ? []
      : broken(`commitments[${index}].until`, 'inFuture', `Until a day after today, ${on}.`),
  );
}

export function refuseProof({
  payload: { commitmentId },
  context: { commitments },
  facts: { file = false },
}: RuleInput<CommitmentProof, MeasureContext>): readonly InputError[] {
  const commitment = commitments.find(({ id }) => id === commitmentId);
  if (!commitment || commitment.status === 'fulfilled') {
    const message = 'There is no such commitment, or it was fulfilled already.';
    return broken('commitmentId', 'commitmentOpen', message);
  }
  if (file) return [];
  const message = 'This is no file of the measure or of its complaints.';
  return broken('evidenceId', 'fileOfCase', message);
}
