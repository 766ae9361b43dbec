import { Injectable } from '@nestjs/common';
import { Loops } from '../loops/loops.js';
import { IncidentDigest } from './incident-digest.js';

/** A letter of the day may come a minute late. */
const INTERVAL_MS = 60_000;

/** Looks again and again whether the day's digest is due; it stays owed where that fails. */
@Injectable()
export class IncidentDigestLoop {
  constructor(digest: IncidentDigest, loops: Loops) {
    const round = () => digest.runOnce();
    loops.add({ name: 'incident digest', role: 'sweeper', everyMs: INTERVAL_MS, round });
  }
}
