import { asyncFileMutants } from './async-files.ts';
import { asyncMailMutants } from './async-mails.ts';
import { comparisonMutants } from './comparison.ts';
import { sharedMutants } from './shared.ts';
import { syncMutants } from './sync.ts';

/** The solution, wrong on purpose in one place each; `npm run check-kit` grades every one. */
export const mutants = [
  ...sharedMutants,
  ...syncMutants,
  ...asyncMailMutants,
  ...asyncFileMutants,
  ...comparisonMutants,
];
