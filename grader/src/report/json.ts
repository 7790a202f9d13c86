import { z } from 'zod';
import { resultSchema, type Result } from '../result/model.ts';

/** What `--json` writes: one result an exercise. */
export const resultsSchema = z.array(resultSchema);

/** The results as indented JSON; throws a `ZodError` when they do not fit the schema. */
export function toJson(results: readonly Result[]): string {
  return `${JSON.stringify(resultsSchema.parse(results), undefined, 2)}\n`;
}
