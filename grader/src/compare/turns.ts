import { performance } from 'node:perf_hooks';
import type { Dependency } from '../serve/playground.ts';
import type { Pair } from '../serve/start-pair.ts';
import type { Measuring } from './comparison.ts';
import type { Contestant } from './contestant.ts';
import { isFault } from './fault.ts';
import type { Row } from './row.ts';
import { startContestant } from './start-contestant.ts';
import type { Plan, Trial } from './trial.ts';
import { warmUp } from './warm-up.ts';

/** The longest that one turn of one contestant may take. */
const turnMs = 40_000;

/** What one load has come to. */
export interface MeasuredLoad<L, R> {
  readonly load: L;
  readonly rows: readonly Row<R>[];
}

/** Measures one load after the other, and gives each out as soon as it is there. */
export async function* measureTurns<L, G extends Dependency, R extends object>(
  trial: Trial<L, G, R>,
  plan: Plan<L>,
  measuring: Measuring,
): AsyncGenerator<MeasuredLoad<L, R>> {
  const end = performance.now() + plan.budgetMs;
  for (const [index, load] of plan.loads.entries()) {
    const about = `${index + 1}/${plan.loads.length}  ${trial.words(load)}`;
    const { turns } = plan;
    yield { load, rows: await measureLoad(trial, { ...measuring, load, turns, about, end }) };
  }
}

interface LoadOptions<L> extends Measuring {
  readonly load: L;
  readonly turns: number;
  readonly about: string;
  /** When no further turn is begun. */
  readonly end: number;
}

interface Entry<G extends Dependency, R> extends Row<R> {
  readonly pair: Pair<G>;
  readonly runs: R[];
  unmeasured?: string;
}

/** Measures the contestants turn about, so that a slow moment of the machine meets all of them. */
async function measureLoad<L, G extends Dependency, R extends object>(
  trial: Trial<L, G, R>,
  options: LoadOptions<L>,
): Promise<readonly Row<R>[]> {
  const { load, turns, about, end, status } = options;
  await using stack = new AsyncDisposableStack();
  const entries: Entry<G, R>[] = [];
  status.show(`${about}: starting the servers`);
  for (const contestant of trial.contestantsFor(load)) {
    const pair = stack.use(await startWarm(trial, contestant, options));
    entries.push({ contestant, pair, runs: [] });
  }
  for (let turn = 1; turn <= turns; turn += 1) {
    if (turn > 1 && performance.now() > end) break;
    status.show(`${about}: turn ${turn} of ${turns}`);
    for (const entry of entries) await takeTurn(trial, entry, options);
  }
  return entries;
}

async function startWarm<L, G extends Dependency, R extends object>(
  trial: Trial<L, G, R>,
  contestant: Contestant,
  { workspace, load, signal }: LoadOptions<L>,
): Promise<Pair<G>> {
  await using stack = new AsyncDisposableStack();
  const options = { contestant, signal };
  const pair = stack.use(await startContestant(workspace, trial.playground, options));
  await warmUp(trial, pair, { contestant, load, signal });
  stack.move();
  return pair;
}

/** What failed once is not measured again. */
async function takeTurn<L, G extends Dependency, R extends object>(
  trial: Trial<L, G, R>,
  entry: Entry<G, R>,
  { load, signal }: LoadOptions<L>,
): Promise<void> {
  if (entry.unmeasured !== undefined) return;
  const deadline = { deadlineMs: turnMs, signal };
  const outcome = await trial.run(entry.pair, { contestant: entry.contestant, load }, deadline);
  if (isFault(outcome)) entry.unmeasured = outcome.fault;
  else entry.runs.push(outcome);
}
