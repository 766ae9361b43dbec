import type { Mode } from './config.js';
import type { SettingReader } from './setting-reader.js';

/** How systems of enterprises are called. */
export interface WebhookSettings {
  /** A whole delivery, the name's address included. */
  readonly timeoutMs: number;
  /** What a callback may lead to: public addresses; this machine as well; any address. */
  readonly reach: 'public' | 'loopback' | 'anywhere';
  /** `http:` is taken beside `https:`. */
  readonly plainHttp: boolean;
}

/** Production calls public addresses by TLS alone; a demonstration has its receiver beside it. */
export function webhookSettings(read: SettingReader, mode: Mode): WebhookSettings {
  const timeoutMs = read.integer('WEBHOOK_TIMEOUT_SECONDS', 10, 1, 60) * 1000;
  const anywhere = read.flag('WEBHOOK_PRIVATE_ADDRESSES');
  if (mode === 'production') {
    const reason = 'production calls no private address, whoever asks for it';
    read.forbid(['WEBHOOK_PRIVATE_ADDRESSES'], reason);
    return { timeoutMs, reach: 'public', plainHttp: false };
  }
  return { timeoutMs, reach: anywhere ? 'anywhere' : 'loopback', plainHttp: true };
}
