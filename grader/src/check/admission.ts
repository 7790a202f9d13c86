import { setTimeout as delay } from 'node:timers/promises';
import { inject, type RunnerTestCase, type RunnerTestSuite } from 'vitest';
import type { CheckRecord } from './definition.ts';
import type { Part } from '../result/model.ts';
import { isSelected } from './selection.ts';

type Skip = (note?: string) => never;

/** How often a check looks whether the one that it needs has ended. */
const pollMs = 10;

/**
 * Decides whether a check runs: it must be asked for, or needed, and what it needs must have passed,
 * which is waited for.
 */
export async function admit(
  task: Readonly<RunnerTestCase>,
  skip: Skip,
  signal: AbortSignal,
): Promise<CheckRecord> {
  const record = recordOf(task);
  // What a first attempt left says nothing of the second.
  delete record.timelines;
  delete record.degree;
  delete record.logLines;
  const all = testsIn(task.file).filter((one) => partOf(one) === partOf(task));
  record.selected = isSelected(task.name, record.definition, inject('grading').select);
  if (!record.selected && !isNeeded(task, all)) skip('not asked for');
  for (const needed of neededBy(record, all)) {
    const begun = performance.now();
    while (!isOver(needed)) await delay(pollMs, undefined, { signal });
    record.waitedMs = (record.waitedMs ?? 0) + performance.now() - begun;
    if (needed.result?.state === 'pass') continue;
    record.blockedBy = needed.name;
    skip(`needs "${needed.name}"`);
  }
  return record;
}

/** What must pass before a check; where titles are asked for, others pass when what they need does. */
function neededBy(
  { definition: { needs = [] } }: CheckRecord,
  all: readonly RunnerTestCase[],
): RunnerTestCase[] {
  const { titles } = inject('grading').select;
  return needs.flatMap((title) => {
    const needed = all.find(({ name }) => name === title);
    if (needed === undefined)
      throw new Error(`a check of this part needs "${title}", which is no check of it`);
    const isAsked = titles === undefined || titles.includes(title);
    return isAsked ? needed : neededBy(recordOf(needed), all);
  });
}

function isNeeded(task: Readonly<RunnerTestCase>, all: readonly RunnerTestCase[]): boolean {
  const { select } = inject('grading');
  const needing = all.filter((one) => neededBy(recordOf(one), all).includes(task));
  return needing.some(
    (one) => isSelected(one.name, recordOf(one).definition, select) || isNeeded(one, all),
  );
}

/** Vitest puts the duration last, after every attempt and all that each one leaves behind. */
function isOver({ result }: RunnerTestCase): boolean {
  return result?.duration !== undefined;
}

function partOf(task: Readonly<RunnerTestCase>): Part {
  return recordOf(task).definition.part;
}

function recordOf(task: Readonly<RunnerTestCase>): CheckRecord {
  const record = task.meta.check;
  if (record === undefined) throw new Error(`"${task.name}" was not declared with check()`);
  return record;
}

function testsIn(suite: RunnerTestSuite): RunnerTestCase[] {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? testsIn(task) : task));
}
