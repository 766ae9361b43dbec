import 'reflect-metadata';
import { recordOperator } from './activity/operator-record.js';
import { runCommand } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import {
  Recomputations,
  type PreviewedMove,
  type RecountProgress,
} from './deadlines/recomputations.js';
import { RECOMPUTE_USAGE, recomputeOptions } from './deadlines/recompute-options.js';
import { systemActor } from './definition/index.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { Transactions } from './store/transactions.js';

/** Dates of running clocks counted anew, on the command line; the list on the standard output. */
async function run(): Promise<string> {
  const { does, undo, reason, notify } = recomputeOptions(process.argv.slice(2));
  // Only the parts that count; letters and deadlines stay with the running product.
  const config = { ...loadConfig(), roles: new Set<never>() };
  const app = await createApp(config);
  await app.init();
  try {
    const recomputations = app.get(Recomputations);
    if (does === 'preview') {
      return told(await recomputations.preview(print, progress), 'would move');
    }
    await app.get(RestoreWatch).requireDecided();
    const kind = undo === null ? 'recomputation.made' : 'recomputation.undone';
    const details = undo === null ? { notify } : { notify, recomputation: undo };
    await recordOperator(app.get(Transactions), kind, details);
    const order = { reason, notify, actor: systemActor, onProgress: progress };
    const done = undo === null ? recomputations.apply(order) : recomputations.undo(undo, order);
    const { id, ...counted } = await done;
    return `${told(counted, 'moved')} Recomputation ${id}.`;
  } finally {
    await app.close();
  }
}

function print({ recount, recounted: { before, after, why } }: PreviewedMove): void {
  const line = [recount.record.number, after.name, before.dueOn, after.dueOn, why.zh];
  process.stdout.write(`${line.join('\t')}\n`);
}

let lastTold = 0;

/** One line that is written over where somebody watches; in a log, one for each 10,000 clocks. */
function progress(counted: RecountProgress): void {
  const line = told(counted, 'move');
  if (process.stderr.isTTY) process.stderr.write(`${line}\r`);
  else if (counted.examined >= lastTold + 10_000) {
    lastTold = counted.examined;
    process.stderr.write(`${line}\n`);
  }
}

function told({ examined, moved, confirmed }: RecountProgress, verb: string): string {
  return `${examined} running clocks: ${moved} ${verb}, ${confirmed} keep their date with another basis.`;
}

// The list alone is the output: it can be kept in a file while the progress is watched.
await runCommand(RECOMPUTE_USAGE, run, process.stderr);
