import { asyncMemberMutants } from './async-members.ts';
import { asyncMessageMutants } from './async-messages.ts';
import { comparisonMutants } from './comparison.ts';
import { sharedMutants } from './shared.ts';
import { syncMutants } from './sync.ts';

/** The solution, wrong on purpose in one place each; `npm run check-kit` grades every one. */
export const mutants = [
  ...sharedMutants,
  ...syncMutants,
  ...asyncMessageMutants,
  ...asyncMemberMutants,
  ...comparisonMutants,
];
