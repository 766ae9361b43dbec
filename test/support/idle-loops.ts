import { loadConfig } from '../../src/config/load-config.js';
import { Loops } from '../../src/loops/loops.js';
import { Outages } from '../../src/loops/outages.js';

/** For parts that have a loop, in a test that has none run. */
export const idleLoops = (): Loops => new Loops(loadConfig({}), new Outages());
