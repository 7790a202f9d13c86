import { randomInt } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { takeCustody } from '../src/server/custodian.ts';
import { gradeSubject } from './grade-subject.ts';
import { machine } from './machine.ts';
import { gradingLines } from './progress.ts';
import { RegimeLeftOut, type Surroundings } from './regime.ts';
import type { NamedRegime } from './regimes.ts';
import { rowLine, tableLines, type Row } from './table.ts';
import { add, emptyTally, tallyOf, type Tally } from './tally.ts';
import { timeSubject } from './time-subject.ts';
import { allWorks, type Choice, type Work } from './works.ts';

/** What is graded under which regimes. */
export interface Plan extends Choice {
  readonly regimes: readonly NamedRegime[];
  /** Passes through all subjects begin until there are so many check verdicts; under `short` one does. */
  readonly verdicts: number;
  /** Whether the same volleys are timed too. */
  readonly stopwatch: boolean;
  /** The seed of every grading; random for each when it is left out. */
  readonly seed?: number;
}

/** A regime, and all that is graded under it. */
interface Stress {
  readonly regime: NamedRegime;
  readonly works: readonly Work[];
  readonly plan: Plan;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Runs each regime and prints the table, also when interrupted; true when nothing was wrong. */
export async function runStress(plan: Plan, signal: AbortSignal): Promise<boolean> {
  const measuredOn = machine();
  await using custody = takeCustody();
  const folder = custody.runFolder;
  const { missing, under } = await allWorks(plan, folder);
  for (const name of missing) console.error(`left out: ${name}, its Python packages are missing`);
  const rows: Row[] = [];
  const tell = (row: Row) => {
    rows.push(row);
    console.error(rowLine(row));
  };
  try {
    for (const regime of plan.regimes) {
      await runRegime({ regime, works: under(regime.name), plan, folder, signal }, tell);
    }
  } finally {
    console.log(tableLines(measuredOn, rows).join('\n'));
  }
  return rows.every(({ tally }) => tally.wrong === 0);
}

/** Tells the row of a regime when it is over, left out or broken off. */
async function runRegime(stress: Stress, tell: (row: Row) => void): Promise<void> {
  const { title, sideBySide } = stress.regime;
  let tally = emptyTally;
  const passes = function* () {
    do yield* stress.works;
    while (!stress.plan.short && stress.works.length > 0 && tally.checks < stress.plan.verdicts);
  };
  try {
    await using surroundings = await stress.regime.begin();
    await eachOf(passes(), sideBySide, async (work) => {
      const one = await runWork(work, stress, surroundings);
      tally = add(tally, one);
    });
    tell({ title, tally });
  } catch (error) {
    const isLeftOut = error instanceof RegimeLeftOut;
    tell({ title, tally, reason: isLeftOut ? error.message : 'broken off' });
    if (!isLeftOut) throw error;
  }
}

/** So many at once; what is thrown by one is thrown when the others have ended theirs. */
async function eachOf<Item>(
  items: Generator<Item>,
  atOnce: number,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const lanes = Array.from({ length: atOnce }, async () => {
    // One generator for all: a lane that throws closes it, and so ends the others.
    for (const item of items) await act(item);
  });
  const ended = await Promise.allSettled(lanes);
  for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
}

async function runWork(
  { subject, stressed: { volleys } }: Work,
  { regime, plan, folder, signal }: Stress,
  surroundings: Surroundings,
): Promise<Tally> {
  const seed = plan.seed ?? randomInt(1, 1_000_000);
  const running = { surroundings, seed, signal };
  const graded = await gradeSubject(subject, running, await mkdtemp(join(folder, 'graded-')));
  const isTimed = plan.stopwatch && volleys.length > 0;
  const timed = isTimed ? await timeSubject(subject, volleys, running) : [];
  for (const line of gradingLines({ regime, subject, seed, graded, timed })) console.error(line);
  return tallyOf(graded.judgements, timed, graded.ms);
}
