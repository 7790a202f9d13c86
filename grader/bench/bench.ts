import { Command } from '@commander-js/extra-typings';
import { availableParallelism } from 'node:os';
import { medianOf } from '../src/check/ratio.ts';
import { interruptible } from '../src/commands/interruptible.ts';
import { runProgram } from '../src/commands/run-program.ts';
import { wholeNumberFrom } from '../src/commands/whole-number.ts';
import { requireSolutions } from '../src/kit/solutions.ts';
import { gradeOnce, type Cost } from './grade-once.ts';
import { machine } from './machine.ts';
import { runStopwatchSuite } from './run-stopwatch-suite.ts';

/** An exercise, and how long grading its solution should take. */
interface Benched {
  readonly exercise: string;
  readonly targetSeconds: number;
  /** Whether there is a suite of stopwatch tests for it. */
  readonly hasSuite: boolean;
}

const all: readonly Benched[] = [
  { exercise: '01-blog', targetSeconds: 10, hasSuite: true },
  { exercise: '02-tasks', targetSeconds: 15, hasSuite: false },
  { exercise: '03-chat', targetSeconds: 15, hasSuite: false },
];

const program = new Command('npm run bench --')
  .description('What it costs to grade the solutions, beside a suite of stopwatch tests.')
  .option('--runs <number>', 'how often each is run', wholeNumberFrom(1), 5)
  .action(async ({ runs }) => {
    requireSolutions();
    await interruptible(async (signal) => {
      console.log(machine());
      for (const one of all) await bench(one, runs, signal);
    });
  });

await runProgram(program, process.argv);

/** Runs the grader and the suite in turn, so that a slow moment of the machine meets both. */
async function bench(benched: Benched, runs: number, signal: AbortSignal): Promise<void> {
  const { exercise, hasSuite } = benched;
  const [costs, suite]: [Cost[], number[]] = [[], []];
  for (let run = 1; run <= runs; run += 1) {
    const cost = await gradeOnce(exercise, signal);
    costs.push(cost);
    console.log(`${exercise}, run ${run}: ${describe(cost)}`);
    if (!hasSuite) continue;
    const { seconds, failed } = await runStopwatchSuite(signal);
    suite.push(seconds);
    const wrong = failed > 0 ? `, ${failed} of its tests failed` : '';
    console.log(`  stopwatch suite ${seconds.toFixed(1)} s${wrong}`);
  }
  console.log(`\n${exercise}, medians of ${runs} runs on ${availableParallelism()} CPUs:`);
  for (const [name, figure] of figures(benched, costs, suite)) console.log(`  ${name}: ${figure}`);
}

function figures(
  { targetSeconds, hasSuite }: Benched,
  costs: readonly Cost[],
  suite: readonly number[],
): [string, string][] {
  const of = (figure: (cost: Cost) => number) => medianOf(costs.map(figure));
  const seconds = of((cost) => cost.seconds).toFixed(1);
  return [
    ['grading the solution', `${seconds} s (target: under ${targetSeconds} s)`],
    [
      'ratio to the sum of server starts and gate rounds',
      `${of(ratioOf).toFixed(2)} (target: at most 2)`,
    ],
    ['peak memory of the grader', `${of(({ peakMiB }) => peakMiB)} MiB (target: under 300 MiB)`],
    ...(hasSuite ? suiteFigures(costs, suite) : []),
  ];
}

function suiteFigures(costs: readonly Cost[], suite: readonly number[]): [string, string][] {
  const pairs = costs.map(({ seconds }, index) => seconds / (suite[index] ?? NaN));
  return [
    ['stopwatch suite', `${medianOf(suite).toFixed(1)} s`],
    ['ratio of the grader to the stopwatch suite', medianOf(pairs).toFixed(2)],
  ];
}

function describe(cost: Cost): string {
  const { seconds, startSeconds, heldSeconds, peakMiB } = cost;
  const sum = `starts ${startSeconds.toFixed(1)} s + rounds ${heldSeconds.toFixed(1)} s`;
  return `grader ${seconds.toFixed(1)} s (${sum}, ratio ${ratioOf(cost).toFixed(2)}), ${peakMiB} MiB`;
}

function ratioOf({ seconds, startSeconds, heldSeconds }: Cost): number {
  return seconds / (startSeconds + heldSeconds);
}
