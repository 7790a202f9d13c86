import { asyncMutants } from './async.ts';
import { measureMutants } from './measure.ts';
import { syncMutants } from './sync.ts';

/** The solution, wrong on purpose in one place each; `npm run check-kit` grades every one. */
export const mutants = [...syncMutants, ...asyncMutants, ...measureMutants];
