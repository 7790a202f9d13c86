import { isSettled } from './score.ts';
import type { Result } from './model.ts';

/** Which checks must pass for exit code 0. */
export type Required = 'core' | 'all';

/** 0 all required checks passed, 1 some failed, 2 nothing failed but something is undecided or nothing ran. */
export function exitCodeOf(results: readonly Result[], required: Required): 0 | 1 | 2 {
  const counting = results.map(({ checks }) =>
    checks.filter((check) => isRequired(check, required)),
  );
  const all = counting.flat();
  if (all.some(({ verdict }) => verdict === 'failed')) return 1;
  const settled = counting.every((checks) => checks.every((check) => isSettled(check, checks)));
  if (all.length === 0 || !settled) return 2;
  return all.every(({ verdict }) => verdict === 'passed') ? 0 : 1;
}

function isRequired({ tier }: Result['checks'][number], required: Required): boolean {
  return tier !== 'bonus' && (required === 'all' || tier !== 'stretch');
}
