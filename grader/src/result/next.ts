import type { Result } from './model.ts';
import { scoreOf } from './score.ts';

/** The result of the first check that does not pass, alone; `undefined` when all pass. */
export function nextOf(result: Result): Result | undefined {
  const next = result.checks.find(({ verdict }) => verdict !== 'passed');
  if (next === undefined) return undefined;
  return { ...result, checks: [next], complete: false, score: scoreOf([next]), measurements: [] };
}
