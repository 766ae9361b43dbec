import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import type { SecurityEvent } from '../../../src/activity/security-event.entity.js';
import { SecurityRecord } from '../../../src/activity/security-record.js';
import { SyslogForwarder } from '../../../src/activity/syslog-forwarder.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { idleLoops } from '../../support/idle-loops.js';
import { ManualTime } from '../../support/manual-time.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { until } from '../../support/until.js';

let database: TestDatabase;
let record: SecurityRecord;
const time = new ManualTime('2026-11-29T10:00:00Z');
let listed = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  record = new SecurityRecord(database.transactions);
});
afterAll(() => database.close());

async function append(count: number): Promise<readonly number[]> {
  const numbers = Array.from({ length: count }, () => (listed += 1));
  await Promise.all(
    numbers.map((each) =>
      record.append({ at: time.now(), kind: 'case.listed', details: { listed: each } }),
    ),
  );
  return numbers;
}

const forwarderTo = (address: string) =>
  new SyslogForwarder(
    loadConfig({ SECURITY_RECORD_SYSLOG: address }),
    database.transactions,
    time,
    idleLoops(),
  );

/** The numbers in the messages of a stream, by the length before each (RFC 6587). */
function numbersIn(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const space = rest.indexOf(' ');
    const length = Number(rest.subarray(0, space).toString());
    const message = rest.subarray(space + 1, space + 1 + length).toString();
    expect(message).toMatch(/^<110>1 2026-11-29T10:00:00\.000Z \S+ qingnuo \d+ case\.listed - \{/);
    found.push(numberOf(message));
    rest = rest.subarray(space + 1 + length);
  }
  return found;
}

function numberOf(message: string): number {
  const event = JSON.parse(message.slice(message.indexOf(' - ') + 3)) as SecurityEvent;
  return Number(event.details['listed']);
}

class LogServer {
  readonly connections: Buffer[][] = [];
  constructor(readonly server: Server) {
    const take = (socket: Socket) => {
      const chunks: Buffer[] = [];
      this.connections.push(chunks);
      socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
    };
    server.on('connection', (socket: Socket) => {
      if (!('setSecureContext' in server)) take(socket);
    });
    server.on('secureConnection', take);
  }
  async listen(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return (this.server.address() as AddressInfo).port;
  }
  received(): number[] {
    return this.connections.flatMap((chunks) => numbersIn(Buffer.concat(chunks)));
  }
  async close(): Promise<void> {
    this.server.close();
    await once(this.server, 'close');
  }
}

describe('over a connection', () => {
  let server: LogServer;
  let port: number;

  beforeEach(async () => {
    server = new LogServer(createServer());
    port = await server.listen();
    // What the tests before have left.
    await forwarderTo(`tcp://127.0.0.1:${port}`).runOnce();
    server.connections.length = 0;
  });
  afterEach(() => server.close());

  it('everything arrives in order, batch by batch, and once', async () => {
    const sent = await append(1_100);
    const forwarder = forwarderTo(`tcp://127.0.0.1:${port}`);
    expect(await forwarder.runOnce()).toBe(1_100);
    expect(server.received()).toEqual(sent);
    expect(server.connections).toHaveLength(3);
    expect(await forwarder.runOnce()).toBe(0);
    // Another process goes on where this one has ended.
    const more = await append(2);
    await forwarderTo(`tcp://127.0.0.1:${port}`).runOnce();
    expect(server.received()).toEqual([...sent, ...more]);
  });

  it('what a server that was away has missed comes later; nobody waited for it', async () => {
    await server.close();
    const sent = await append(3);
    await expect(forwarderTo(`tcp://127.0.0.1:${port}`).runOnce()).rejects.toThrow();
    server = new LogServer(createServer());
    port = await server.listen();
    await forwarderTo(`tcp://127.0.0.1:${port}`).runOnce();
    expect(server.received()).toEqual(sent);
  });

  it('a batch that the server has not taken whole is sent again', async () => {
    const sent = await append(2);
    server.server.once('connection', (socket: Socket) => socket.resetAndDestroy());
    await expect(forwarderTo(`tcp://127.0.0.1:${port}`).runOnce()).rejects.toThrow();
    server.connections.length = 0;
    await forwarderTo(`tcp://127.0.0.1:${port}`).runOnce();
    expect(server.received()).toEqual(sent);
  });

  it('one process at a time; one that died keeps the others a minute', async () => {
    const sent = await append(1);
    await database.dataSource.query('UPDATE security_forwarding SET leased_until = $1', [
      new Date(time.now().getTime() + 60_000),
    ]);
    const forwarder = forwarderTo(`tcp://127.0.0.1:${port}`);
    expect(await forwarder.runOnce()).toBe(0);
    time.advance({ seconds: 60 });
    expect(await forwarder.runOnce()).toBe(1);
    time.advanceTo('2026-11-29T10:00:00Z');
    expect(server.received()).toEqual(sent);
  });

  it('of TLS, a server whose certificate nobody vouches for gets nothing', async () => {
    await append(1);
    const secure = new LogServer(createSecureServer({}));
    const address = `tls://127.0.0.1:${await secure.listen()}`;
    await expect(forwarderTo(address).runOnce()).rejects.toThrow();
    await secure.close();
  });
});

describe('over UDP', () => {
  it('each event is a datagram', async () => {
    const socket = createSocket('udp4');
    const received: number[] = [];
    socket.on('message', (message) => received.push(numberOf(message.toString())));
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const forwarder = forwarderTo(`udp://127.0.0.1:${socket.address().port}`);
    await forwarder.runOnce();
    await until(() => received.length > 0);
    received.length = 0;
    const sent = await append(3);
    await forwarder.runOnce();
    await until(() => received.length === 3);
    expect(received).toEqual(sent);
    socket.close();
  });
});

it('without the setting nothing leaves', async () => {
  const forwarder = new SyslogForwarder(loadConfig({}), database.transactions, time, idleLoops());
  await append(1);
  expect(await forwarder.runOnce()).toBe(0);
});

it.each([
  'log.example:514',
  'http://log.example:514',
  'tcp://log.example',
  'udp://a:0',
  'tls://a b:1',
])('%s is no address of a log server', (address) => {
  expect(() => loadConfig({ SECURITY_RECORD_SYSLOG: address })).toThrow('SECURITY_RECORD_SYSLOG');
});

it.each(['179', '0', '-1', 'x'])('the record is not kept for %s days', (days) => {
  expect(() => loadConfig({ SECURITY_RECORD_DAYS: days })).toThrow('from 180 to');
});
