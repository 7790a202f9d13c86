import type { Dependency } from '../serve/playground.ts';
import type { Pair } from '../serve/start-pair.ts';
import { isFault } from './fault.ts';
import { CompareProblem } from './problem.ts';
import type { Entrant, Trial } from './trial.ts';

const deadlineMs = 20_000;

/** Puts a contestant under a light load; throws a `CompareProblem` when nothing comes of it. */
export async function warmUp<L, G extends Dependency, R extends object>(
  trial: Trial<L, G, R>,
  pair: Pair<G>,
  { contestant, load, signal }: Entrant<L> & { signal: AbortSignal },
): Promise<void> {
  const entrant = { contestant, load: trial.warmUp(load) };
  const outcome = await trial.run(pair, entrant, { deadlineMs, signal });
  if (!isFault(outcome)) return;
  throw new CompareProblem(`${contestant.half}/app.ts: ${outcome.fault}.`);
}
