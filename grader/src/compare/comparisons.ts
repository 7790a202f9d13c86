import { shortName } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';
import type { Comparison } from './comparison.ts';

/** One at a time: a student's repository has only the exercises that were chosen for it. */
const comparisons: Readonly<Record<string, () => Promise<Comparison>>> = {
  '01-blog': async () => (await import('./blog/comparison.ts')).blogComparison(),
  '02-tasks': async () => (await import('./tasks/comparison.ts')).tasksComparison(),
  '03-chat': async () => (await import('./chat/comparison.ts')).chatComparison(),
};

/** The comparison of an exercise; throws a `UsageError` when it has none. */
export async function comparisonOf(exercise: string): Promise<Comparison> {
  const found = comparisons[exercise];
  if (found !== undefined) return await found();
  const known = Object.keys(comparisons).map(shortName).join(', ');
  throw new UsageError(`expected an exercise that can be compared (${known}), got "${exercise}"`);
}
