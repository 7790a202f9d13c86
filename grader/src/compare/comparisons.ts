import { shortName } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';
import { blogComparison } from './blog/comparison.ts';
import { chatComparison } from './chat/comparison.ts';
import type { Comparison } from './comparison.ts';
import { tasksComparison } from './tasks/comparison.ts';

const comparisons: Readonly<Record<string, () => Comparison>> = {
  '01-blog': blogComparison,
  '02-tasks': tasksComparison,
  '03-chat': chatComparison,
};

/** The comparison of an exercise; throws a `UsageError` when it has none. */
export function comparisonOf(exercise: string): Comparison {
  const found = comparisons[exercise];
  if (found !== undefined) return found();
  const known = Object.keys(comparisons).map(shortName).join(', ');
  throw new UsageError(`expected an exercise that can be compared (${known}), got "${exercise}"`);
}
