import type { CheckResult, Result, Score } from '../../result/model.ts';
import { isDecided, isSettled, scoreOf } from '../../result/score.ts';

/** A check as formats with points want it. */
export interface Entry {
  readonly result: Result;
  readonly check: CheckResult;
  /** Tells it apart from the checks of every part and exercise. */
  readonly name: string;
  /** Its place in its exercise, and that of the exercise: `2.7`. */
  readonly number: string;
  /** The points that it adds to `earned` or to `bonus`. */
  readonly earned: number;
  /** The points that it adds to `possible`; none for bonus, which counts above it. */
  readonly most: number;
  readonly isUndecided: boolean;
}

/** Every check of every exercise: their points add up to the totals. */
export function entriesOf(results: readonly Result[]): Entry[] {
  return results.flatMap((result, exercise) =>
    result.checks.map((check, index) => {
      const isBonus = check.tier === 'bonus';
      const counts = isBonus ? isDecided(check) : isSettled(check, result.checks);
      return {
        result,
        check,
        name: `${result.exercise} ${check.part}: ${check.title}`,
        number: `${exercise + 1}.${index + 1}`,
        earned: counts ? check.earned : 0,
        most: isBonus ? 0 : check.points,
        isUndecided: !isSettled(check, result.checks),
      };
    }),
  );
}

/** The points of all exercises together. */
export function totalOf(results: readonly Result[]): Score {
  const scores = results.map(({ checks }) => scoreOf(checks));
  const sum = (key: keyof Score) => scores.reduce((total, score) => total + score[key], 0);
  return {
    earned: sum('earned'),
    decided: sum('decided'),
    undecided: sum('undecided'),
    possible: sum('possible'),
    bonus: sum('bonus'),
  };
}

/** A name that says of itself that its points are undecided, for formats that only pass or fail. */
export function markedName({ name, isUndecided }: Entry): string {
  return isUndecided ? `${name} (undecided)` : name;
}
