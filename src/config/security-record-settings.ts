import type { SettingReader } from './setting-reader.js';

/** 网络安全法 21: logs are kept for six months at least. */
export const LEAST_RECORD_DAYS = 180;

const protocols = ['udp', 'tcp', 'tls'] as const;

/** A log server, which takes messages of RFC 5424. */
export interface SyslogTarget {
  readonly protocol: (typeof protocols)[number];
  readonly host: string;
  readonly port: number;
}

/** How long the record of what people do is kept, and to whom it is handed on. */
export interface SecurityRecordSettings {
  readonly days: number;
  /** null: it stays here. */
  readonly syslog: SyslogTarget | null;
}

export function securityRecordSettings(read: SettingReader): SecurityRecordSettings {
  return {
    days: read.integer('SECURITY_RECORD_DAYS', LEAST_RECORD_DAYS, LEAST_RECORD_DAYS, 36_500),
    syslog: targetOf(
      read.matching(
        'SECURITY_RECORD_SYSLOG',
        null,
        'the address of a log server with its port: udp://, tcp:// or tls://HOST:PORT',
        (text) => targetOf(text) !== null,
      ),
    ),
  };
}

function targetOf(text: string | null): SyslogTarget | null {
  const [, named, host = '', port = ''] =
    /^(udp|tcp|tls):\/\/([\w.-]+|\[[0-9a-f:.]+\]):(\d{1,5})$/i.exec(text ?? '') ?? [];
  const protocol = protocols.find((each) => each === named?.toLowerCase());
  if (!protocol || +port < 1 || +port > 65_535) return null;
  return { protocol, host: host.replaceAll(/[[\]]/g, ''), port: Number(port) };
}
