import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  createVitest,
  type Reporter,
  type TestCase,
  type TestModule,
  type TestUserConfig,
  type Vitest,
} from 'vitest/node';
import type { Grading } from '../check/definition.ts';
import { parts, type CheckResult, type Measurement, type Part } from '../result/model.ts';
import { projectRoot } from '../server/environment.ts';
import { isSelected } from '../check/selection.ts';
import { collect, type Replay } from './collect.ts';
import { notOver } from './not-over.ts';
import { withSlashes } from './with-slashes.ts';

/** What happens while checks run, for whoever shows progress. */
export interface Listener {
  plan?(total: number): void;
  started?(part: Part, title: string): void;
  ended?(result: CheckResult): void;
  /** What a server printed; not escaped. */
  printed?(text: string): void;
  /** What is known whenever a check has ended. */
  found?(found: Found): void;
}

export interface Run {
  readonly exercise: string;
  readonly parts: readonly Part[];
  readonly grading: Grading;
  readonly replay: Replay;
  readonly listener: Listener;
  /** Files with more checks of the exercise; those of the parts that are graded. */
  readonly also: readonly string[];
}

/** What a run of the checks found; `broken` says what went wrong in the grader itself. */
export interface Found {
  readonly checks: readonly CheckResult[];
  readonly measurements: readonly Measurement[];
  readonly broken?: string;
}

/** How many checks run side by side: each mostly waits, but its servers need a CPU to start. */
function atOnce({ verbose, trustProc }: Grading): number {
  // What two servers print at the same time cannot be told apart.
  if (verbose) return 1;
  return trustProc ? 6 : 3;
}

/** Runs the checks of an exercise in Vitest, some side by side. */
export async function runChecks(run: Run): Promise<Found> {
  const vitest = await createRunner(run, [reporterOf(run)], {
    include: filesOf(run),
    watch: false,
  });
  try {
    const specifications = await vitest.globTestSpecifications();
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    return foundIn(testModules, unhandledErrors as { message?: string }[], run);
  } finally {
    await vitest.close();
  }
}

/** The files of the checks; only the checks of one file can run side by side in one thread. */
function filesOf({ exercise, parts: asked, also, grading }: Run): string[] {
  const files =
    asked.length === parts.length
      ? [checksOf(exercise, 'all')]
      : asked.map((part) => checksOf(exercise, part));
  if (also.length === 0) return files;
  const together = join(grading.runFolder, 'together.check.ts');
  // What was added comes last: checks that wait for one which has not begun would keep it from beginning.
  const paths = [...files.map((file) => join(graderFolder, file)), ...also];
  const imports = paths.map((path) => `import ${JSON.stringify(withSlashes(path))};\n`);
  writeFileSync(together, imports.join(''));
  return [withSlashes(relative(graderFolder, together))];
}

/** Where Vitest looks for checks. */
export const graderFolder = join(projectRoot, 'grader');

/** Where the checks of a part lie, or those of all parts. */
export function checksOf(exercise: string, part: Part | 'all'): string {
  return `src/exercises/${exercise}/${part}.check.ts`;
}

/** Which files of checks a Vitest knows, and whether it grades again when a file changes. */
interface Scope extends Pick<TestUserConfig, 'watch' | 'watchTriggerPatterns'> {
  readonly include: string[];
}

/** A Vitest that knows only these checks of the exercise. */
export function createRunner(
  { grading }: Run,
  reporters: Reporter[],
  scope: Scope,
): Promise<Vitest> {
  return createVitest({
    root: graderFolder,
    config: false,
    ...scope,
    passWithNoTests: true,
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    sequence: { concurrent: true },
    maxConcurrency: atOnce(grading),
    reporters,
    provide: { grading },
  });
}

/** The checks of the modules that were asked for, in the order of parts and files. */
export function foundIn(
  modules: readonly TestModule[],
  errors: readonly { message?: string }[],
  run: Pick<Run, 'replay' | 'grading'>,
): Found {
  const order = (test: TestCase) =>
    parts.findIndex((part) => test.meta().check?.definition.part === part);
  const tests = modules.flatMap(testsOf).toSorted((a, b) => order(a) - order(b));
  const broken = [...modules.flatMap((module) => module.errors()), ...errors][0]?.message;
  return {
    checks: tests.flatMap((test) => resultOf(test, run) ?? []),
    measurements: tests.flatMap((test) => test.meta().check?.measurements ?? []),
    ...(broken !== undefined && { broken }),
  };
}

function resultOf(test: TestCase, { replay, grading }: Pick<Run, 'replay' | 'grading'>) {
  if (test.result().state !== 'pending') return collect(test, replay);
  const definition = test.meta().check?.definition;
  if (definition === undefined || !isTold(test, grading)) return undefined;
  return notOver(test.name, definition, replay);
}

function isTold(test: TestCase, { select }: Grading): boolean {
  const definition = test.meta().check?.definition;
  if (definition === undefined || definition.measuresOnly === true) return false;
  return isSelected(test.name, definition, select);
}

function testsOf(module: TestModule): TestCase[] {
  return [...module.children.allTests()];
}

/** Tells the listener what happens. */
export function reporterOf(run: Run): Reporter {
  const { listener, replay, grading } = run;
  const modules: TestModule[] = [];
  let planned = 0;
  return {
    onTestRunStart: () => {
      modules.length = 0;
      planned = 0;
      listener.plan?.(planned);
    },
    onTestModuleCollected: (module) => {
      modules.push(module);
      planned += testsOf(module).filter((test) => isTold(test, grading)).length;
      listener.plan?.(planned);
      listener.found?.(foundIn(modules, [], run));
    },
    onTestCaseReady: (test) => {
      const part = test.meta().check?.definition.part;
      if (part !== undefined) listener.started?.(part, test.name);
    },
    onUserConsoleLog: ({ content }) => listener.printed?.(content),
    onTestCaseResult: (test) => {
      const result = collect(test, replay);
      if (result !== undefined) listener.ended?.(result);
      listener.found?.(foundIn(modules, [], run));
    },
  };
}
