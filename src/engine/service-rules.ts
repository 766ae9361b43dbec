import type { Clock } from '../clocks/clock.entity.js';
import type { BusinessDate, Label } from '../definition/index.js';
import type { InputError } from '../kernel/domain-error.js';

/** What an act says that serves a term in another way, whatever else is in it. */
export interface ServicePayload {
  /** The clock that stands still. */
  readonly clock: string;
  /** Whom or what it runs for, where several of its name do at once. */
  readonly subject?: string;
  readonly way: string;
  readonly servedOn: BusinessDate;
}

/** Why an act of service is not open. */
export const nothingToServe: Label = {
  zh: '没有等待以其他方式送达的期限。',
  en: 'No term waits for service in another way.',
};

/** Whether any term of the case waits for service. */
export const awaitsService = (clocks: readonly Clock[]): boolean =>
  clocks.some(({ status }) => status === 'paused');

/** The clock that the act serves; undefined when none of them waits for that. */
export function heldBy(
  clocks: readonly Clock[],
  { clock, subject }: Pick<ServicePayload, 'clock' | 'subject'>,
): Clock | undefined {
  return clocks.find(
    (each) =>
      each.status === 'paused' &&
      each.name === clock &&
      (subject === undefined || each.subject === subject),
  );
}

/** The term must wait for service, and be served since it began and by today. */
export function refuseService(
  payload: ServicePayload,
  clocks: readonly Clock[],
  on: BusinessDate,
): readonly InputError[] {
  const held = heldBy(clocks, payload);
  if (!held) {
    const names = clocks.filter(({ status }) => status === 'paused').map(({ name }) => name);
    const message = `This term does not wait for service; those that do: ${names.join(', ')}.`;
    return [{ path: 'payload.clock', rule: 'awaitsService', message }];
  }
  const { servedOn } = payload;
  if (servedOn >= held.startedOn && servedOn <= on) return [];
  const message = `It was served between ${held.startedOn} and today, ${on}.`;
  return [{ path: 'payload.servedOn', rule: 'servedOnLawfulDay', message }];
}
