import { inject, type RunnerTestCase, type RunnerTestSuite } from 'vitest';
import type { CheckRecord } from './definition.ts';
import { isSelected } from './selection.ts';

type Skip = (note?: string) => never;

/** Decides whether a check runs: it must be asked for, or needed, and what it needs must have passed. */
export function admit(task: Readonly<RunnerTestCase>, skip: Skip): CheckRecord {
  const record = recordOf(task);
  const all = testsIn(task.file);
  record.selected = isSelected(task.name, record.definition, inject('grading').select);
  if (!record.selected && !isNeeded(task, all)) skip('not asked for');
  for (const title of record.definition.needs ?? []) {
    const needed = all.find(({ name }) => name === title);
    if (needed === undefined) throw new Error(`"${task.name}" needs "${title}", which is no check`);
    if (needed.result?.state === 'pass') continue;
    record.blockedBy = title;
    skip(`needs "${title}"`);
  }
  return record;
}

function isNeeded(task: Readonly<RunnerTestCase>, all: readonly RunnerTestCase[]): boolean {
  const { select } = inject('grading');
  const needing = all.filter((one) => recordOf(one).definition.needs?.includes(task.name));
  return needing.some(
    (one) => isSelected(one.name, recordOf(one).definition, select) || isNeeded(one, all),
  );
}

function recordOf(task: Readonly<RunnerTestCase>): CheckRecord {
  const record = task.meta.check;
  if (record === undefined) throw new Error(`"${task.name}" was not declared with check()`);
  return record;
}

function testsIn(suite: RunnerTestSuite): RunnerTestCase[] {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? testsIn(task) : task));
}
