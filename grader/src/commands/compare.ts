import { easeLines } from '../compare/ease-table.ts';
import { easeOf } from '../compare/code-of-half.ts';
import { figuresPath, writeFigures } from '../compare/figures-file.ts';
import type { Block, Row } from '../compare/figures.ts';
import { legendLines } from '../compare/legend.ts';
import { measureRow } from '../compare/measure-row.ts';
import {
  contestants,
  fullPlan,
  loadFor,
  type Contestant,
  type Load,
  type Plan,
} from '../compare/plan.ts';
import { preflight } from '../compare/preflight.ts';
import { CompareProblem } from '../compare/problem.ts';
import { createStatus, type Status } from '../compare/status.ts';
import { blockLines, headLines, loadWords } from '../compare/table.ts';
import { escape } from '../report/escape.ts';
import { playgroundOf } from '../serve/playground.ts';
import { terminalOf, type Terminal } from '../serve/terminal.ts';
import { openWorkspace, type Workspace } from '../submission/workspace.ts';
import { StartFailure } from '../server/start-failure.ts';
import { exerciseNamed, shortName } from '../submission/exercises.ts';

/** What is compared, and where the figures go. */
export interface CompareOptions {
  readonly solutions?: boolean;
  readonly submission?: string;
  readonly plain: boolean;
  /** A file for the figures. */
  readonly json?: string;
}

interface Measuring {
  readonly workspace: Workspace;
  readonly plan: Plan;
  readonly terminal: Terminal;
  readonly status: Status;
  readonly signal: AbortSignal;
}

/** The longest that one row may take, and the shortest that it is begun for. */
const [rowMs, leastMs] = [40_000, 2000];

/**
 * Measures both halves with the submission's own load generator and prints them side by side.
 * Sets exit code 1 when something has to be written first.
 */
export async function compare(
  exercise: string,
  options: CompareOptions,
  signal: AbortSignal,
  plan: Plan = fullPlan,
): Promise<void> {
  playgroundOf(exerciseNamed(exercise));
  const json = options.json === undefined ? undefined : figuresPath(options.json);
  await using workspace = await openWorkspace(exercise, options);
  const terminal = terminalOf(options.plain);
  using status = createStatus(terminal.live);
  try {
    const blocks = await measureAll({ workspace, plan, terminal, status, signal });
    const ease = easeOf(workspace.folder);
    printEnd(terminal, easeLines(ease, terminal.pen));
    if (json === undefined) return;
    const { exercise: name, shownFolder: submission } = workspace;
    const measuredAt = new Date().toISOString();
    writeFigures(json, { exercise: name, submission, measuredAt, blocks, ease });
    terminal.print(`The figures are in ${escape(json)}.`);
  } catch (error) {
    status.clear();
    if (signal.aborted) return;
    tellProblem(error, terminal);
  }
}

/** Prints each block as soon as it is measured. */
async function measureAll(measuring: Measuring): Promise<Block[]> {
  const { workspace, plan, terminal, status, signal } = measuring;
  const { pen, print } = terminal;
  const begun = performance.now();
  status.show('trying both halves and measure.ts');
  await preflight(workspace, signal);
  status.clear();
  print(pen.paint('bold', `The ${shortName(workspace.exercise)}: sync and async side by side`), '');
  print(...headLines(pen));
  const blocks: Block[] = [];
  const left = () => plan.budgetMs - (performance.now() - begun);
  for (;;) {
    // All rows of a load are given the same, so the number of requests is settled before the first.
    const load = loadFor(plan, blocks.length, left());
    if (load === undefined) return blocks;
    const rows: Row[] = [];
    for (const contestant of contestants) {
      const count = blocks.length * contestants.length + rows.length + 1;
      status.show(statusText(count, plan, contestant, load));
      rows.push(await rowOf(measuring, { contestant, load, leftMs: left() }));
    }
    blocks.push({ load, rows });
    status.clear();
    print(...blockLines({ load, rows }, pen));
  }
}

function rowOf(
  { workspace, signal }: Measuring,
  { contestant, load, leftMs }: { contestant: Contestant; load: Load; leftMs: number },
): Promise<Row> | Row {
  if (leftMs < leastMs) return { contestant, load, unmeasured: 'the time was up' };
  const deadlineMs = Math.min(rowMs, leftMs);
  return measureRow(workspace, { contestant, load, deadlineMs, signal });
}

function statusText(count: number, { loads }: Plan, { name }: Contestant, load: Load): string {
  return `${count}/${loads.length * contestants.length}  ${name}: ${loadWords(load)}`;
}

function printEnd({ pen, print }: Terminal, ease: readonly string[]): void {
  print('', ...legendLines(pen), '', ...ease, '');
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
