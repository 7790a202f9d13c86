import { allExercises, exerciseNamed, shortName } from '@overlap/grader/submission/exercises.ts';
import { kitFiles } from '../files/kit-files.ts';
import { attempt } from './attempt.ts';
import { destinationOf } from './destination.ts';
import { writeRepository } from './write-repository.ts';
import { findRepository } from './find-repository.ts';
import { updateRepository } from './update-repository.ts';

export interface ExportOptions {
  /** Names of exercises with commas between them. */
  readonly exercises?: string;
  readonly git?: true;
  readonly systemNode?: true;
  readonly update?: true;
}

/** Writes or renews a student's repository and says what to do next. */
export async function exportTo(
  named: string,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<void> {
  const folder = destinationOf(named);
  const chosen = options.exercises === undefined ? undefined : exercisesIn(options.exercises);
  if (options.update === true) {
    const before = findRepository(folder, named);
    const exercises = chosen ?? before.exercises;
    const systemNode = options.systemNode ?? before.systemNode;
    const files = await kitFiles('student', exercises, { systemNode });
    const { renewed, removed } = attempt(named, () => updateRepository(folder, files));
    console.log(
      `${named}: renewed ${renewed} files, removed ${removed}; no student's file changed`,
    );
    return;
  }
  const exercises = chosen ?? allExercises();
  const files = await kitFiles('student', exercises, { systemNode: options.systemNode === true });
  await writeRepository(folder, files, { named, git: options.git === true, signal });
  const names = exercises.map(shortName).join(', ');
  console.log(`${named}: ${names} in ${files.length} files; next: npm ci && npm run grade`);
}

/** In the order of the chapter, each once. */
function exercisesIn(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  const chosen = new Set(names.map(exerciseNamed));
  return allExercises().filter((exercise) => chosen.has(exercise));
}
