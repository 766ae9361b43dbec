import type { BusinessDate, Outsider, ServiceAddress } from '../../src/definition/index.js';
import { chinaDate } from '../../src/kernel/business-date.js';
import { isSameBox } from '../../src/kernel/mail-domain.js';
import type {
  Attendance,
  CalledPerson,
  CommitmentInput,
  InterviewCall,
  InterviewMove,
} from './measure.interview-payloads.js';

/** An interview (约谈): when, where and with whom, and who came. */
export interface Interview {
  /** The moment as it was sent, ISO 8601. */
  readonly at: string;
  /** Its day in China. */
  readonly on: BusinessDate;
  readonly place: string | null;
  readonly videoLink: string | null;
  readonly persons: readonly CalledPerson[];
  /** When it was called, or moved last; not there in an interview of before. */
  readonly calledOn?: BusinessDate;
  /** Of the invitation (RFC 5545, SEQUENCE): one more each time it is moved or called off. */
  readonly sequence: number;
  readonly status: 'called' | 'calledOff' | 'excused' | 'held' | 'missed';
  readonly attendance: readonly Attendance[];
  readonly minutes: string | null;
}

/** What was promised in an interview (整改承诺), by whom and until when. */
export interface Commitment {
  /** `c1`, `c2` … in the order of the minutes. */
  readonly id: string;
  readonly what: string;
  readonly who: string;
  readonly until: BusinessDate;
  readonly status: 'open' | 'fulfilled' | 'broken';
  readonly fulfilledOn: BusinessDate | null;
  /** The file that proves it. */
  readonly evidenceId: string | null;
}

/** The interview is called, or called once more after it was called off. */
export function called(
  before: Interview | null,
  call: InterviewCall,
  calledOn: BusinessDate,
): Interview {
  const { at, place, videoLink, persons } = call;
  return {
    at,
    on: chinaDate(new Date(at)),
    place: place ?? null,
    videoLink: videoLink ?? null,
    persons,
    calledOn,
    sequence: before === null ? 0 : before.sequence + 1,
    status: 'called',
    attendance: [],
    minutes: null,
  };
}

export function moved(
  interview: Interview,
  { at, place, videoLink }: InterviewMove,
  calledOn: BusinessDate,
): Interview {
  return {
    ...interview,
    calledOn,
    at,
    on: chinaDate(new Date(at)),
    place: place ?? (videoLink === undefined ? interview.place : null),
    videoLink: videoLink ?? (place === undefined ? interview.videoLink : null),
    sequence: interview.sequence + 1,
  };
}

export function calledOff(interview: Interview): Interview {
  return { ...interview, status: 'calledOff', sequence: interview.sequence + 1 };
}

export const isAway = ({ status }: Attendance): boolean => status === 'absent';
const isUnexcused = (one: Attendance): boolean => isAway(one) && one.reason === undefined;

/** Who came decides what becomes of it: without anybody there is nothing to take minutes of. */
export function attended(interview: Interview, attendance: readonly Attendance[]): Interview {
  const someone = attendance.some((one) => !isAway(one));
  const status = someone ? 'held' : attendance.some(isUnexcused) ? 'missed' : 'excused';
  return { ...interview, attendance, status };
}

/** Somebody stayed away without a reason (无正当理由缺席). */
export function missedWithoutReason({ attendance }: Interview): boolean {
  return attendance.some(isUnexcused);
}

export function committed(inputs: readonly CommitmentInput[]): readonly Commitment[] {
  return inputs.map(({ what, who, until }, index) => ({
    id: `c${index + 1}`,
    what,
    who,
    until,
    status: 'open',
    fulfilledOn: null,
    evidenceId: null,
  }));
}

/** The commitments with one of them changed. */
export function withCommitment(
  commitments: readonly Commitment[],
  id: string,
  change: Partial<Commitment>,
): readonly Commitment[] {
  return commitments.map((each) => (each.id === id ? { ...each, ...change } : each));
}

/** Where the persons who were called are written to: where an officer has found them, nowhere else. */
export function invited(
  { persons }: Interview,
  serviceAddress: ServiceAddress | null = null,
): readonly Outsider[] {
  return persons.flatMap(({ name, email, foundBy }) => {
    if (email === undefined) return [];
    const own = serviceAddress && isSameBox(serviceAddress.email, email) ? serviceAddress : null;
    const found = own?.foundBy ?? foundBy;
    return found === undefined ? [] : [{ name, email, foundBy: found }];
  });
}

/** Those who took part, in person; a deputy is written to at the address of whom it stood in for. */
export function participants(
  interview: Interview,
  serviceAddress: ServiceAddress | null = null,
): readonly Outsider[] {
  return invited(interview, serviceAddress).flatMap((person) => {
    const one = interview.attendance.find((each) => each.name === person.name);
    return !one || isAway(one) ? [] : [{ ...person, name: one.deputyName ?? person.name }];
  });
}
