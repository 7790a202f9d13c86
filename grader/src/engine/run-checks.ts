import { join } from 'node:path';
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

/** What happens while checks run, for whoever shows progress. */
export interface Listener {
  plan?(total: number): void;
  started?(part: Part, title: string): void;
  ended?(result: CheckResult): void;
  /** What a server printed; not escaped. */
  printed?(text: string): void;
}

export interface Run {
  readonly exercise: string;
  readonly parts: readonly Part[];
  readonly grading: Grading;
  readonly replay: Replay;
  readonly listener: Listener;
}

/** What a run of the checks found; `broken` says what went wrong in the grader itself. */
export interface Found {
  readonly checks: readonly CheckResult[];
  readonly measurements: readonly Measurement[];
  readonly broken?: string;
}

/** Runs the checks of an exercise in Vitest, two parts side by side. */
export async function runChecks(run: Run): Promise<Found> {
  const vitest = await createRunner(run, [reporterOf(run)]);
  try {
    const specifications = await vitest.globTestSpecifications();
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    return foundIn(testModules, unhandledErrors as { message?: string }[], run);
  } finally {
    await vitest.close();
  }
}

/** A Vitest that knows only the checks of this exercise and these parts. */
export function createRunner(
  run: Run,
  reporters: Reporter[],
  watching: Pick<TestUserConfig, 'watch' | 'watchTriggerPatterns'> = { watch: false },
): Promise<Vitest> {
  const root = join(projectRoot, 'grader');
  return createVitest({
    root,
    config: false,
    ...watching,
    include: run.parts.map((part) => `src/exercises/${run.exercise}/${part}.check.ts`),
    passWithNoTests: true,
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    reporters,
    provide: { grading: run.grading },
  });
}

/** The checks of the modules that were asked for, in the order of parts and files. */
export function foundIn(
  modules: readonly TestModule[],
  errors: readonly { message?: string }[],
  { replay }: Pick<Run, 'replay'>,
): Found {
  const order = (module: TestModule) =>
    parts.findIndex((part) => module.moduleId.endsWith(`/${part}.check.ts`));
  const tests = modules.toSorted((a, b) => order(a) - order(b)).flatMap(testsOf);
  const broken = [...modules.flatMap((module) => module.errors()), ...errors][0]?.message;
  return {
    checks: tests.flatMap((test) => collect(test, replay) ?? []),
    measurements: tests.flatMap((test) => test.meta().check?.measurements ?? []),
    ...(broken !== undefined && { broken }),
  };
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
export function reporterOf({ listener, replay, grading }: Run): Reporter {
  let planned = 0;
  return {
    onTestRunStart: () => {
      planned = 0;
      listener.plan?.(planned);
    },
    onTestModuleCollected: (module) => {
      planned += testsOf(module).filter((test) => isTold(test, grading)).length;
      listener.plan?.(planned);
    },
    onTestCaseReady: (test) => {
      const part = test.meta().check?.definition.part;
      if (part !== undefined) listener.started?.(part, test.name);
    },
    onUserConsoleLog: ({ content }) => listener.printed?.(content),
    onTestCaseResult: (test) => {
      const result = collect(test, replay);
      if (result !== undefined) listener.ended?.(result);
    },
  };
}
