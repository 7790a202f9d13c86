import { easeOf } from '../compare/code-of-half.ts';
import type { Comparison, MeasuredBlock, Measuring } from '../compare/comparison.ts';
import { comparisonOf } from '../compare/comparisons.ts';
import { easeLines } from '../compare/ease-table.ts';
import { figuresPath, writeFigures } from '../compare/figures-file.ts';
import { legendLines } from '../compare/legend.ts';
import { CompareProblem } from '../compare/problem.ts';
import { createStatus } from '../compare/status.ts';
import { escape } from '../report/escape.ts';
import { terminalOf, type Terminal } from '../serve/terminal.ts';
import { StartFailure } from '../server/start-failure.ts';
import { exerciseNamed, shortName } from '../submission/exercises.ts';
import { openWorkspace } from '../submission/workspace.ts';

/** What is compared, and where the figures go. */
export interface CompareOptions {
  readonly submission?: string;
  readonly plain: boolean;
  /** A file for the figures. */
  readonly json?: string;
}

/**
 * Measures both halves of an exercise and prints them side by side.
 * Sets exit code 1 when something has to be written first.
 */
export async function compare(
  exercise: string,
  options: CompareOptions,
  signal: AbortSignal,
  given?: Comparison,
): Promise<void> {
  const comparison = given ?? (await comparisonOf(exerciseNamed(exercise)));
  const json = options.json === undefined ? undefined : figuresPath(options.json);
  await using workspace = await openWorkspace(exercise, options);
  const terminal = terminalOf(options.plain);
  using status = createStatus(terminal.live);
  try {
    const blocks = await measureAll(comparison, { workspace, status, signal }, terminal);
    const ease = await easeOf(workspace.folder);
    printEnd(
      terminal,
      legendLines(comparison.meanings, terminal.pen),
      easeLines(ease, terminal.pen),
    );
    if (json === undefined) return;
    const { exercise: name, shownFolder: submission } = workspace;
    const measuredAt = new Date().toISOString();
    const rows = blocks.flatMap(({ data }) => data);
    writeFigures(json, { exercise: name, submission, measuredAt, rows, ease });
    terminal.print(`The figures are in ${escape(json)}.`);
  } catch (error) {
    status.clear();
    if (signal.aborted) return;
    tellProblem(error, terminal);
  }
}

/** Prints each block as soon as it is measured. */
async function measureAll(
  comparison: Comparison,
  measuring: Measuring,
  { pen, print }: Terminal,
): Promise<readonly MeasuredBlock[]> {
  const { workspace, status, signal } = measuring;
  status.show(`trying ${comparison.tries}`);
  await comparison.preflight(workspace, signal);
  status.clear();
  print(pen.paint('bold', `The ${shortName(workspace.exercise)}: sync and async side by side`), '');
  print(...comparison.headLines(pen));
  const blocks: MeasuredBlock[] = [];
  for await (const block of comparison.measure(measuring)) {
    blocks.push(block);
    status.clear();
    print(...block.lines(pen));
  }
  return blocks;
}

function printEnd({ print }: Terminal, legend: readonly string[], ease: readonly string[]): void {
  print('', ...legend, '', ...ease, '');
  print('Now say in COMPARE.md what you saw, and why it is so.');
}

function tellProblem(error: unknown, { pen, print }: Terminal): void {
  if (error instanceof StartFailure) {
    print(
      pen.paint('red', escape(`${error.message}.`)),
      ...error.logLines.map((line) => escape(line)),
    );
  } else if (error instanceof CompareProblem) {
    const lines = error.lines.map((line) => `  ${escape(line)}`);
    print('Nothing to compare yet:', ...lines.map((line) => pen.paint('yellow', line)));
  } else throw error;
  process.exitCode = 1;
}
