import { z } from 'zod';

const named = z.string().min(1);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/);
const points = z.int().nonnegative();

/** The rules of classroom50/result/v1: foundation50/classroom50, schemas/result-v1.schema.json. */
export const classroom50Result = z.strictObject({
  schema: z.literal('classroom50/result/v1'),
  classroom: named,
  assignment: named,
  assignment_type: z.enum(['individual', 'group']),
  owner: named,
  submission: z.string().startsWith('submit/'),
  commit: named,
  release: named,
  review: named,
  datetime: date,
  graded_at: date.optional(),
  score: points,
  'max-score': points,
  tests: z.array(
    z.looseObject({ 'test-name': named, passed: z.boolean(), score: points, 'max-score': points }),
  ),
});
