import { z } from 'zod';
import { visibilities } from '@overlap/grader/result/model.ts';
import { allExercises } from '@overlap/grader/submission/exercises.ts';

/** Tiers that can count; prerequisites earn nothing and are always looked at. */
export const countingTiers = ['core', 'stretch', 'bonus'] as const;

/** What becomes of the points of a check that does not count. */
export const waysToDrop = ['rescale', 'credit'] as const;

/** More points than anybody gives; the sums stay far below what a number holds exactly. */
const mostPoints = 1000;

/** A time that is the same everywhere. */
export const timeSchema = z.iso.datetime({
  offset: true,
  error: 'expected a time with a zone, such as 2026-12-01T23:59:00+01:00',
});
const points = z
  .int(`expected a whole number of points from 0 to ${mostPoints}`)
  .min(0, `expected a whole number of points from 0 to ${mostPoints}`)
  .max(mostPoints, `expected a whole number of points from 0 to ${mostPoints}`);
/** By the name of a check, such as `async: fifty readers are served at once`. */
const byCheck = <Value extends z.ZodType>(value: Value) => z.record(z.string(), value);

/** How one exercise is graded. */
export const rulesSchema = z.strictObject({
  tiers: z
    .array(z.enum(countingTiers))
    .min(1)
    .optional()
    .describe('Tiers whose points count; core and stretch when this is left out'),
  points: byCheck(points)
    .optional()
    .describe('Points of a check, such as "async: fifty readers are served at once"'),
  dropped: byCheck(z.enum(waysToDrop))
    .optional()
    .describe('Checks that do not count: the others are worth more, or everybody gets the points'),
  visibility: byCheck(z.enum(visibilities)).optional().describe('When students see a check'),
  due: timeSchema
    .optional()
    .describe('When the work is due; what comes later is told, not punished'),
  extensions: z.record(z.string(), timeSchema).optional().describe('Later times, by login'),
});

/** What `course.json` says: the exercises that are graded, and how. */
export const courseSchema = z.strictObject({
  $schema: z.string().optional(),
  kit: z.string().describe('The version of the kit that this was written for'),
  exercises: z
    .strictObject(
      Object.fromEntries(allExercises().map((exercise) => [exercise, rulesSchema.optional()])),
    )
    .describe('The exercises that are graded; the others are left alone'),
});

export type Rules = z.infer<typeof rulesSchema>;
export type Course = z.infer<typeof courseSchema>;
