import { setTimeout as delay } from 'node:timers/promises';

/** Polls until something holds; throws, naming it, when it does not within `deadlineMs`. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  deadlineMs = 20_000,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await holds())) {
    if (performance.now() > end)
      throw new Error(`expected within ${String(deadlineMs)} ms: ${what}`);
    await delay(2);
  }
}
