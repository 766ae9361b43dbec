import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Loops } from '../loops/loops.js';
import { SchemaWatch } from '../store/schema-watch.js';

/** A list of some dozen rows is read so often. */
const EVERY_MS = 5_000;

/** Looks again and again whether a later version has migrated the database under this process. */
@Injectable()
export class SchemaLoop {
  constructor({ databaseUrl }: Config, watch: SchemaWatch, loops: Loops) {
    // The embedded database belongs to one process.
    if (databaseUrl === null) return;
    const round = () => watch.look();
    const plan = { name: 'schema', role: null, everyMs: EVERY_MS, round };
    loops.add({ ...plan, asksNoTime: true, evenStanding: true });
  }
}
