/** What hangs is as good as away for whoever asks how a process is. */
export const PATIENCE_MS = 5_000;

export class Late extends Error {
  override readonly name = 'Late';

  constructor() {
    super('no answer in time');
  }
}

/** @throws Late once the patience is over; the work itself goes on, and nobody hears of it. */
export async function inTime<Result>(
  work: Promise<Result>,
  patienceMs = PATIENCE_MS,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Late());
    }, patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // What comes too late is nobody's any more.
    work.catch(() => undefined);
  }
}
