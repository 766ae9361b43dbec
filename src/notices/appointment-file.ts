import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import type { Appointment } from '../definition/index.js';
import { mapTexts } from '../kernel/json.js';
import { withoutUnwritable } from '../kernel/plain-text.js';
import { mailAddress, mailDomain } from './mail-identity.js';
import type { MailInvitation } from './mail-transport.js';

/** What an invitation takes from the letter that it goes with. */
export interface InvitingLetter {
  readonly caseId: string;
  readonly recipient: string;
  readonly recipientName: string;
  readonly queuedAt: Date;
}

/**
 * A meeting as calendar programs take it (iCalendar, RFC 5545; scheduling, RFC 5546). Its times are
 * in UTC, which every program shows in its reader's own time, so that no table of time zones has
 * to come with it. The same meeting has the same text.
 */
export function appointmentFile(
  appointment: Appointment,
  letter: InvitingLetter,
  from: string,
): MailInvitation {
  const { method, uid, sequence, summary, description, location, url, ...rest } = mapTexts(
    appointment,
    withoutUnwritable,
  );
  const reader = { name: withoutUnwritable(letter.recipientName), email: letter.recipient };
  const others = rest.attendees.filter(({ email }) => email !== reader.email);
  const isCancelled = method === 'CANCEL';
  const calendar = new ICalCalendar({
    prodId: { company: 'Qingnuo', product: 'Qingnuo', language: 'ZH' },
    method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const start = new Date(appointment.startsAt);
  calendar.createEvent({
    id: `${uid}-${letter.caseId}@${mailDomain(from)}`,
    sequence,
    // Not the moment of sending: a second try says the same.
    stamp: letter.queuedAt,
    start,
    end: new Date(appointment.endsAt),
    summary,
    description,
    location,
    ...(url !== null && { url }),
    status: isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: rest.organiser, email: mailAddress(from) },
    // Who is not named as invited is not shown the meeting by a calendar program.
    attendees: [reader, ...others].map(({ name, email }) => ({
      name,
      email,
      rsvp: !isCancelled,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
    })),
  });
  return {
    method,
    name: isCancelled ? 'cancelled.ics' : 'invitation.ics',
    content: calendar.toString(),
  };
}

/** What keeps an appointment from being one, in a sentence; null when nothing does. */
export function appointmentProblem(appointment: Appointment): string | null {
  const { uid, sequence, startsAt, endsAt, summary, organiser } = appointment;
  const start = Date.parse(startsAt);
  const end = Date.parse(endsAt);
  if (uid === '' || summary === '') return 'has no id or no summary';
  if (!Number.isInteger(sequence) || sequence < 0) return 'has a sequence that is no count';
  if (Number.isNaN(start) || Number.isNaN(end) || start >= end)
    return 'does not end after it begins';
  if (organiser === '') return 'has no organiser';
  return null;
}
