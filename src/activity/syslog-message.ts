import type { SecurityEvent } from './security-event.entity.js';

/** Facility 13 of RFC 5424, log audit. */
const LOG_AUDIT = 13;
const WARNING = 4;
const INFORMATIONAL = 6;

/**
 * An event as a message of RFC 5424: `MSGID` is its kind, the text is the event as JSON, which is
 * ASCII, with its hash, so that the log server holds the chain as well.
 */
export function syslogMessage(event: SecurityEvent, host: string, processId: number): string {
  const isRefusal = event.kind.endsWith('.refused') || event.kind === 'access.flooded';
  const priority = LOG_AUDIT * 8 + (isRefusal ? WARNING : INFORMATIONAL);
  const from = host.replaceAll(/[^\x21-\x7e]/g, '').slice(0, 255) || '-';
  const head = `<${priority}>1 ${event.at.toISOString()} ${from} qingnuo ${processId} ${event.kind}`;
  return `${head} - ${JSON.stringify(event)}`;
}

/** The frame of a message on a connection: its length in bytes before it (RFC 6587, RFC 5425). */
export function framed(message: string): string {
  return `${Buffer.byteLength(message)} ${message}`;
}
