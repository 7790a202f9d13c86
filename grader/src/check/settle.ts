import { CheckFailure, Inconclusive } from './errors.ts';
import { until } from '../quiet/until.ts';
import type { Reply, Volley } from '../traffic/volley.ts';

/** Waits until every request of the volley is answered; fails when no more answers can come. */
export async function settle(volley: Volley): Promise<readonly Reply[]> {
  await answers(volley, volley.asks.length);
  return volley.replies;
}

/** Waits for this many answers, or throws what a missing one means. */
export async function answers(volley: Volley, wanted: number): Promise<void> {
  const outcome = await until(volley.watch, { met: () => volley.replies.length >= wanted });
  if (outcome === 'met') return;
  const got = `expected ${wanted} answers, got ${volley.replies.length}`;
  if (outcome === 'cap') throw new Inconclusive(`${got} before the machine's time was up`);
  throw new CheckFailure(
    outcome === 'burning'
      ? `${got} while the server burnt CPU`
      : `${got} and the server does nothing more`,
  );
}

/** Says how often each status came, such as `8 × 201, 2 × 500`. */
export function countStatuses(replies: readonly Reply[]): string {
  const counts = new Map<string, number>();
  for (const { status, error } of replies) {
    const key = error ?? String(status);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([status, times]) => `${times} × ${status}`).join(', ') || 'no answer';
}
