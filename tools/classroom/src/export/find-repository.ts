import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allExercises } from '@overlap/grader/submission/exercises.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { projectName, type Manifest } from '../files/manifest.ts';

/** What a repository was made with. */
export interface Repository {
  readonly exercises: readonly string[];
  readonly systemNode: boolean;
}

/** Looks at a repository that is to be renewed; throws a `UsageError` when it is none. */
export function findRepository(folder: string, named: string): Repository {
  const manifest = manifestIn(folder);
  if (manifest?.name !== projectName) {
    throw new UsageError(
      `expected "${named}" to be a repository that "export" wrote, to update it`,
    );
  }
  return {
    exercises: allExercises().filter((exercise) =>
      tracesOf(exercise).some((path) => existsSync(join(folder, path))),
    ),
    systemNode: manifest.optionalDependencies === undefined,
  };
}

/** A student may have lost one of them. */
function tracesOf(exercise: string): string[] {
  return [`exercises/${exercise}/package.json`, `grader/src/exercises/${exercise}`];
}

function manifestIn(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}
