import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import type { Tier, Visibility } from '@overlap/grader/result/model.ts';
import { nameOf, type Known } from './find-check.ts';
import { courseFile } from './read-course.ts';
import { rescale } from './rescale.ts';
import type { Rules } from './schema.ts';

/** What a course makes of one check. */
export interface Planned {
  /** What it can earn in the end. */
  readonly points: number;
  readonly dropped?: 'rescale' | 'credit';
  readonly visibility: Visibility;
}

/** What a course makes of an exercise. */
export interface Plan {
  /** By the name of the check. */
  readonly checks: ReadonlyMap<string, Planned>;
  readonly due?: string;
  readonly extensions: Readonly<Record<string, string>>;
}

/** The tiers that a course asks for. */
export function tiersOf({ tiers = ['core', 'stretch'] }: Rules): readonly Tier[] {
  return tiers;
}

/** Works out what each check is worth; throws a `UsageError` when its points can go nowhere. */
export function planOf(exercise: string, rules: Rules, known: readonly Known[]): Plan {
  const { points = {}, dropped = {}, visibility = {}, due, extensions = {} } = rules;
  const counting = tiersOf(rules);
  const planned = known.map((check) => {
    const name = nameOf(check);
    const way = dropped[name];
    return {
      name,
      tier: check.tier,
      points: counting.includes(check.tier) ? (points[name] ?? check.points) : 0,
      ...(way !== undefined && { dropped: way }),
      visibility: visibility[name] ?? check.visibility ?? 'visible',
    };
  });
  // Bonus counts above the total: what is dropped of it goes to bonus.
  const isBonus = ({ tier }: { tier: Tier }) => tier === 'bonus';
  const [above, below] = [planned.filter(isBonus), planned.filter((one) => !isBonus(one))];
  const worth = new Map([...raised(exercise, above), ...raised(exercise, below)]);
  const checks = planned.map(
    ({ name, tier: _, ...one }) =>
      [name, { ...one, points: worth.get(name) ?? one.points }] as const,
  );
  return { checks: new Map(checks), extensions, ...(due !== undefined && { due }) };
}

type Share = Planned & { readonly name: string };

/** What the others are worth when the points of those that are dropped go to them. */
function raised(exercise: string, checks: readonly Share[]): [name: string, points: number][] {
  const gone = checks.filter((one) => one.dropped === 'rescale' && one.points > 0);
  const others = checks.filter((one) => one.dropped === undefined && one.points > 0);
  const [first] = gone;
  if (first === undefined) return [];
  if (others.length === 0) {
    throw new UsageError(
      `${courseFile}: exercises.${exercise}.dropped: expected a check that the points of "${first.name}" can go to, got none`,
    );
  }
  const total = [...gone, ...others].reduce((sum, { points }) => sum + points, 0);
  const values = rescale(
    others.map(({ points }) => points),
    total,
  );
  return others.map(({ name }, index) => [name, values[index] ?? 0]);
}
