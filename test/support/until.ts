const PAUSE_MS = 10;

/**
 * Waits until the condition holds and gives back what it found; fails with the last error, or
 * with a sentence, when that takes longer than `timeout` milliseconds.
 */
export async function until<Found>(
  condition: () => Promise<Found> | Found,
  { timeout = 60_000 } = {},
): Promise<NonNullable<Exclude<Found, false>>> {
  const deadline = performance.now() + timeout;
  for (;;) {
    const outcome = await attempt(condition);
    if (outcome.found) return outcome.found as NonNullable<Exclude<Found, false>>;
    if (performance.now() > deadline) {
      throw new Error(`Not so within ${timeout} ms: ${condition.toString()}`, {
        cause: outcome.error,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

async function attempt<Found>(
  condition: () => Promise<Found> | Found,
): Promise<{ found?: Found; error?: unknown }> {
  try {
    return { found: await condition() };
  } catch (error) {
    return { error };
  }
}
