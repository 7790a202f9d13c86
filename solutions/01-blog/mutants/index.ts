import { asyncMutants } from './async.ts';
import { comparisonMutants } from './comparison.ts';
import { measureMutants } from './measure.ts';
import { sharedMutants } from './shared.ts';
import { syncMutants } from './sync.ts';

/** The solution, wrong on purpose in one place each; `npm run check-kit` grades every one. */
export const mutants = [
  ...sharedMutants,
  ...syncMutants,
  ...asyncMutants,
  ...measureMutants,
  ...comparisonMutants,
];
