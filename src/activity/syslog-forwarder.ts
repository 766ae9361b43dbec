import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { SessionTime } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { eventColumns } from './event-columns.js';
import type { SecurityEvent } from './security-event.entity.js';
import { syslogMessage } from './syslog-message.js';
import { sendSyslog } from './syslog-sender.js';

const EVERY_MS = 2_000;
const BATCH = 500;
/** A process that died while it was sending keeps the others waiting so long. */
const LEASE_MS = 60_000;

/**
 * Hands the record on to a log server, from the table and after the commit: a server that is away
 * holds nobody up, and gets later what it has missed. How far it came is a row, moved on after the
 * server has taken a batch: each event is sent at least once, and `seq` tells a repeated one.
 */
@Injectable()
export class SyslogForwarder {
  private stopping = false;

  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    loops: Loops,
  ) {
    if (!config.securityRecord.syslog) return;
    loops.add({
      name: 'log server',
      role: 'sweeper',
      everyMs: EVERY_MS,
      round: (alive) => this.runOnce(alive),
      stop: () => {
        this.stopping = true;
      },
    });
  }

  /** Everything that is there: how many events were taken. Tells nothing while another process is at it. */
  async runOnce(alive: () => void = () => undefined): Promise<number> {
    const target = this.config.securityRecord.syslog;
    if (!target) return 0;
    for (let sent = 0; ;) {
      const from = await this.lease();
      if (from === null) return sent;
      let events: readonly SecurityEvent[];
      try {
        events = await this.after(from);
        const messages = events.map((event) => syslogMessage(event, hostname(), process.pid));
        if (events.length > 0) await sendSyslog(target, messages);
      } catch (error) {
        await this.release(from);
        throw error;
      }
      await this.release(events.at(-1)?.seq ?? from);
      sent += events.length;
      alive();
      if (events.length < BATCH || this.stopping) return sent;
    }
  }

  private async lease(): Promise<number | null> {
    const now = this.time.now();
    const [rows] = await this.transactions.manager.query<[{ seq: number }[], number]>(
      `UPDATE security_forwarding SET leased_until = $2 WHERE leased_until <= $1
       RETURNING up_to_seq::float8 AS seq`,
      [now, new Date(now.getTime() + LEASE_MS)],
    );
    return rows[0]?.seq ?? null;
  }

  private async release(upToSeq: number): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE security_forwarding SET up_to_seq = $1, leased_until = 'epoch' WHERE up_to_seq <= $1`,
      [upToSeq],
    );
  }

  private after(seq: number): Promise<SecurityEvent[]> {
    return this.transactions.manager.query<SecurityEvent[]>(
      `SELECT ${eventColumns.selection} FROM security_events
        WHERE security_events.seq > $1 ORDER BY security_events.seq LIMIT ${BATCH}`,
      [seq],
    );
  }
}
