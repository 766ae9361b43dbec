import { describe, expect, it } from '@jest/globals';
import { chained, GENESIS_HASH } from './event-chain.js';
import { framed, syslogMessage } from './syslog-message.js';

const at = new Date('2026-09-14T02:00:00.123Z');
const [event] = chained({ seq: 0, hash: GENESIS_HASH }, [
  { at, kind: 'case.read', details: { listed: 1 } },
]);
const [refused] = chained({ seq: 0, hash: GENESIS_HASH }, [{ at, kind: 'access.refused' }]);

describe('a message of RFC 5424', () => {
  it('has the kind as MSGID and the event as JSON', () => {
    const message = syslogMessage(event!, 'host 1', 7);
    const [, head = '', json = ''] = /^(.*? - )(\{.*\})$/.exec(message) ?? [];
    expect(head).toBe('<110>1 2026-09-14T02:00:00.123Z host1 qingnuo 7 case.read - ');
    expect(JSON.parse(json)).toMatchObject({ seq: 1, kind: 'case.read', hash: event!.hash });
  });

  it('is a warning where something was refused', () => {
    expect(syslogMessage(refused!, 'h', 7)).toMatch(/^<108>1 /);
  });

  it('is framed by its length in bytes', () => {
    expect(framed('清 a')).toBe('5 清 a');
  });
});
