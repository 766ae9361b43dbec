/** What came of the work, when it began by the clock that never jumps, and how long it took. */
export interface Timed<Result> {
  readonly result: Result;
  readonly begun: number;
  readonly ms: number;
}

export async function timed<Result>(work: () => Promise<Result>): Promise<Timed<Result>> {
  const begun = performance.now();
  const result = await work();
  return { result, begun, ms: performance.now() - begun };
}
