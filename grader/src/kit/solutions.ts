import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../server/environment.ts';
import { allExercises } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';

/** The folder of the reference solutions, which mirrors `exercises/`. */
export const solutionsFolder = join(projectRoot, 'solutions');

/** What to do about what a public kit omits. */
export const sealedText = 'npm run classroom -- unseal <archive> brings the solutions back';

/** Whether every exercise has its solution here: a public kit may omit them. */
export function hasSolutions(): boolean {
  return allExercises().every((exercise) =>
    existsSync(join(solutionsFolder, exercise, 'submission.json')),
  );
}

/** Throws what a person is to do when the solutions are not here. */
export function requireSolutions(): void {
  if (hasSolutions()) return;
  throw new UsageError(`expected the solutions in solutions/, got none: ${sealedText}`);
}
