import { isDecided } from './score.ts';
import type { Result } from './model.ts';

/** Which checks must pass for exit code 0. */
export type Required = 'core' | 'all';

/** 0 all required checks passed, 1 some failed, 2 nothing failed but something is undecided or nothing ran. */
export function exitCodeOf(results: readonly Result[], required: Required): 0 | 1 | 2 {
  const counting = results
    .flatMap(({ checks }) => checks)
    .filter(({ tier }) => tier !== 'bonus' && (required === 'all' || tier !== 'stretch'));
  if (counting.some(({ verdict }) => verdict === 'failed')) return 1;
  if (counting.length === 0 || !counting.every(isDecided)) return 2;
  return counting.every(({ verdict }) => verdict === 'passed') ? 0 : 1;
}
