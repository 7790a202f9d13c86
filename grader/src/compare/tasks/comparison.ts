import { performance } from 'node:perf_hooks';
import type { Comparison, MeasuredBlock, Measuring } from '../comparison.ts';
import type { Contestant } from '../contestant.ts';
import { runOnce, startContest, warmUp, type Contest } from './contest.ts';
import { rowsData, type Row } from './figures.ts';
import { contestantsFor, fullPlan, loadWords, type Load, type Plan } from './plan.ts';
import { preflight } from './preflight.ts';
import { isFault, type Run } from './run.ts';
import { blockLines, headLines, meanings } from './table.ts';

/** The longest that one turn of one contestant may take. */
const turnMs = 40_000;

/** Drives both halves of the background tasks with mails and a file, by the clock. */
export function tasksComparison(plan: Plan = fullPlan): Comparison {
  return {
    tries: 'mails and files with both halves',
    preflight,
    headLines,
    measure: (measuring) => measureBlocks(plan, measuring),
    meanings,
  };
}

async function* measureBlocks(plan: Plan, measuring: Measuring): AsyncGenerator<MeasuredBlock> {
  const end = performance.now() + plan.budgetMs;
  for (const [index, load] of plan.loads.entries()) {
    const about = `${index + 1}/${plan.loads.length}  ${loadWords(load)}`;
    const rows = await measureLoad({ ...measuring, plan, load, about, end });
    yield { lines: (pen) => blockLines(rows, load, pen), data: rowsData(rows, load) };
  }
}

interface LoadOptions extends Measuring {
  readonly plan: Plan;
  readonly load: Load;
  readonly about: string;
  /** When no further turn is begun. */
  readonly end: number;
}

interface Entry extends Row {
  readonly contest: Contest;
  readonly runs: Run[];
  unmeasured?: string;
}

/** Measures the contestants turn about, so that a slow moment of the machine meets all of them. */
async function measureLoad(options: LoadOptions): Promise<readonly Row[]> {
  const { plan, load, about, end, status } = options;
  await using stack = new AsyncDisposableStack();
  const entries: Entry[] = [];
  status.show(`${about}: starting the servers`);
  for (const contestant of contestantsFor(load)) {
    const contest = stack.use(await startWarm(options, contestant));
    entries.push({ contestant, contest, runs: [] });
  }
  for (let turn = 1; turn <= plan.turns; turn += 1) {
    if (turn > 1 && performance.now() > end) break;
    status.show(`${about}: turn ${turn} of ${plan.turns}`);
    for (const entry of entries) await takeTurn(entry, options);
  }
  return entries;
}

async function startWarm({ workspace, load: { kind }, signal }: LoadOptions, one: Contestant) {
  await using stack = new AsyncDisposableStack();
  const contest = stack.use(await startContest(workspace, one, signal));
  await warmUp(contest, one, { kind, signal });
  stack.move();
  return contest;
}

/** What failed once is not measured again. */
async function takeTurn(entry: Entry, { load, signal }: LoadOptions): Promise<void> {
  if (entry.unmeasured !== undefined) return;
  const outcome = await runOnce(entry.contest, { ...entry, load }, { deadlineMs: turnMs, signal });
  if (isFault(outcome)) entry.unmeasured = outcome.fault;
  else entry.runs.push(outcome);
}
