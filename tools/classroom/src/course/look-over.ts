import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { nameOf, nearestOf, type Known } from './find-check.ts';
import { tiersOf } from './plan.ts';
import { courseFile } from './read-course.ts';
import type { Rules } from './schema.ts';

/** The checks of an exercise as far as they are here. */
export interface Declared {
  readonly known: readonly Known[];
  /** False where the hidden checks are missing, whose names a course may have. */
  readonly isWhole: boolean;
}

/** Throws a `UsageError` when the rules of an exercise name what is not there, or contradict themselves. */
export function lookOver(exercise: string, rules: Rules, declared: Declared): void {
  const problem = [
    ...unknownNames(rules, declared),
    ...pointlessPoints(rules, declared.known),
    ...wrongTimes(rules),
  ][0];
  if (problem === undefined) return;
  throw new UsageError(`${courseFile}: exercises.${exercise}.${problem}`);
}

function unknownNames(rules: Rules, { known, isWhole }: Declared): string[] {
  const names = known.map(nameOf);
  return (['points', 'dropped', 'visibility'] as const).flatMap((key) =>
    Object.keys(rules[key] ?? {})
      .filter((name) => !names.includes(name))
      .flatMap((name) => {
        const nearest = nearestOf(name, names);
        const isTypo = nearest !== undefined && nearest.distance <= name.length / 4;
        // It may be a hidden check; what nearly has the name of another is none.
        if (!isWhole && !isTypo) return [];
        return `${key}: expected a check, got "${name}"; the nearest is "${nearest?.name ?? ''}"`;
      }),
  );
}

function pointlessPoints(rules: Rules, known: readonly Known[]): string[] {
  const counting = tiersOf(rules);
  return known
    .filter((check) => (rules.points?.[nameOf(check)] ?? 0) > 0 && !counting.includes(check.tier))
    .map((check) =>
      check.tier === 'prerequisite'
        ? `points: expected none for a prerequisite, got some for "${nameOf(check)}"`
        : `points: "${nameOf(check)}" is of the tier ${check.tier}, which does not count`,
    );
}

function wrongTimes({ due, extensions = {}, visibility = {} }: Rules): string[] {
  const [login] = Object.keys(extensions);
  if (due === undefined) {
    const waits = Object.values(visibility).includes('after_due_date');
    return [
      ...(login === undefined ? [] : [`extensions: expected a due date to extend for "${login}"`]),
      ...(waits ? ['visibility: expected a due date for what is seen after_due_date'] : []),
    ];
  }
  const early = Object.entries(extensions).find(([, time]) => Date.parse(time) < Date.parse(due));
  if (early === undefined) return [];
  return [`extensions.${early[0]}: expected a time after ${due}, got ${early[1]}`];
}
