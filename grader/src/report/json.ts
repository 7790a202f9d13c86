import { resultSchema, type Result } from '../result/model.ts';

/** The result as indented JSON; throws a `ZodError` when it does not fit the schema. */
export function toJson(result: Result): string {
  return `${JSON.stringify(resultSchema.parse(result), undefined, 2)}\n`;
}
