import type { Outcome } from '../../src/quiet/until.ts';
import type { Bench } from '../fixtures/bench.ts';

/** Waits until at least `n` calls are in flight, as a check for overlap does. */
export function full({ gate, until }: Bench, n: number): Promise<Outcome> {
  return until({ met: () => gate.inFlight >= n });
}

/** Waits until exactly `n` calls are in flight and no more can come, as a check for a bound does. */
export function exactly({ gate, until }: Bench, n: number): Promise<Outcome> {
  return until({
    met: () => gate.inFlight >= n,
    broken: () => gate.inFlight > n,
    exactly: true,
  });
}

/** Opens the gate round by round, each when exactly `n` are in flight, and says what ended it. */
export async function inRounds(
  bench: Bench,
  requests: number,
  n: number,
): Promise<readonly number[]> {
  const volley = bench.send(requests);
  while (!volley.done()) {
    const outcome = await bench.until({
      met: () => bench.gate.inFlight >= n,
      broken: () => bench.gate.inFlight > n || volley.done(),
      exactly: true,
    });
    if (outcome !== 'met') break;
    bench.gate.release();
  }
  return bench.gate.rounds;
}
