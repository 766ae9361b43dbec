import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { holdsUnwritable, unwritable } from '../../test/support/unwritable.js';
import type { Appointment } from '../definition/index.js';
import { appointmentFile, appointmentProblem } from './appointment-file.js';

const interview: Appointment = {
  uid: 'interview',
  sequence: 0,
  method: 'REQUEST',
  summary: '约谈：南宁市某产业园区管理委员会；拖欠账款, 投诉',
  description: '一、事由：欠款1,000,000.00元。\n二、请携带对账函；\\附件。'.repeat(4),
  location: '南宁市工业和信息化局301会议室, 三楼',
  url: 'https://meeting.example/1?a=b&c=d',
  startsAt: '2026-10-15T09:30:00+08:00',
  endsAt: '2026-10-15T11:00:00+08:00',
  organiser: '南宁市工业和信息化局',
  attendees: [{ name: '张主任; "负责人"', email: 'head@debtor.example' }],
};

const letter = {
  caseId: '0199a1b2',
  recipient: 'office@debtor.example',
  recipientName: '南宁市某产业园区管理委员会',
  queuedAt: new Date('2026-09-29T10:00:00+08:00'),
};

const textOf = (more: Partial<Appointment> = {}, to = letter.recipient) =>
  appointmentFile(
    { ...interview, ...more },
    { ...letter, recipient: to },
    '清诺 <no-reply@qingnuo.example>',
  ).content;

/** The same text as another program's parser understands it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const [component] = calendar.getAllSubcomponents('vevent');
  if (!component) throw new Error('There is no event.');
  return { calendar, component, event: new ICAL.Event(component) };
}

describe('an invitation to a meeting', () => {
  it('is read whatever names were stored', () => {
    const text = textOf({
      summary: `约谈${unwritable}`,
      organiser: `某局${unwritable}`,
      attendees: [{ name: `张主任${unwritable}`, email: 'head@debtor.example' }],
    });
    expect(holdsUnwritable(text)).toBe(false);
    expect(read(text).event.summary).toBe('约谈');
  });

  it('is read by another parser as it was meant', () => {
    const { calendar, component, event } = read(textOf());
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.uid).toBe('interview-0199a1b2@qingnuo.example');
    expect(event.sequence).toBe(0);
    expect(event.startDate.toJSDate().toISOString()).toBe('2026-10-15T01:30:00.000Z');
    expect(event.endDate.toJSDate().toISOString()).toBe('2026-10-15T03:00:00.000Z');
    expect(event.summary).toBe(interview.summary);
    expect(event.description).toBe(interview.description);
    expect(event.location).toBe(interview.location);
    expect(component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(component.getFirstPropertyValue('organizer')).toBe('mailto:no-reply@qingnuo.example');
    const [reader, attendee] = event.attendees;
    expect(String(reader?.getFirstValue()).toLowerCase()).toBe('mailto:office@debtor.example');
    expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:head@debtor.example');
    expect(attendee?.getParameter('rsvp')).toBe('TRUE');
    expect(attendee?.getParameter('partstat')).toBe('NEEDS-ACTION');
  });

  it('has lines of 75 octets at most, broken between characters, ended by CR LF', () => {
    const lines = textOf().split('\r\n');
    expect(textOf().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.startsWith(' '))).toBe(true);
    expect(textOf()).not.toContain('\uFFFD');
  });

  it('keeps its id when it is moved or called off, and counts', () => {
    const moved = read(textOf({ sequence: 1, startsAt: '2026-10-15T10:00:00+08:00' }));
    const off = read(textOf({ sequence: 2, method: 'CANCEL' }));
    const { event } = read(textOf());
    expect([event.uid, moved.event.uid, off.event.uid]).toEqual(
      Array<string>(3).fill('interview-0199a1b2@qingnuo.example'),
    );
    expect([moved.event.sequence, off.event.sequence]).toEqual([1, 2]);
    expect(off.calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(off.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  it('is the same text each time it is made', () => {
    expect(textOf()).toBe(textOf());
    expect(textOf({ sequence: 1 })).not.toBe(textOf());
  });

  it.each<[string, Partial<Appointment>, RegExp | null]>([
    ['as it should be', {}, null],
    ['that ends before it begins', { endsAt: interview.startsAt }, /end/],
    ['at no moment', { startsAt: 'tomorrow' }, /end/],
    ['of nobody', { organiser: '' }, /organiser/],
    ['without an id', { uid: '' }, /id/],
    ['with half a count', { sequence: 0.5 }, /count/],
  ])('%s is found to be so at boot', (_, more, problem) => {
    const found = appointmentProblem({ ...interview, ...more });
    if (problem === null) expect(found).toBeNull();
    else expect(found).toMatch(problem);
  });
});
