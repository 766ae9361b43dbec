import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { SystemTime, TimeSource } from '../kernel/time-source.js';

/**
 * The clock of a demonstration: runs with the real one, ahead of it by as much as it was
 * advanced. The lead is kept in the data folder, because the cases live in the future that they
 * were taken to, also after a restart.
 */
@Injectable()
export class SimulatedTime extends TimeSource {
  private readonly real = new SystemTime();
  private readonly file: string;
  private aheadMs: number;
  private latestMs = 0;

  constructor(config: Config) {
    super();
    this.file = join(config.dataDir, 'simulated-time.json');
    this.aheadMs = readLead(this.file);
  }

  /** Never goes backwards, not even when the real clock is set back. */
  override now(): Date {
    this.latestMs = Math.max(this.latestMs, this.real.now().getTime() + this.aheadMs);
    return new Date(this.latestMs);
  }

  /** Moves on to an instant; one that is past already changes nothing. */
  advanceTo(instant: Date): void {
    const jump = instant.getTime() - this.now().getTime();
    if (jump <= 0) return;
    this.aheadMs += jump;
    mkdirSync(join(this.file, '..'), { recursive: true });
    writeFileSync(`${this.file}.new`, JSON.stringify({ aheadMs: this.aheadMs }));
    renameSync(`${this.file}.new`, this.file);
  }
}

function readLead(file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
  const { aheadMs } = JSON.parse(text) as { aheadMs: number };
  return aheadMs;
}
