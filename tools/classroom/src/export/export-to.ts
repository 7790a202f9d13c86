import { isDeepStrictEqual } from 'node:util';
import { allExercises, exerciseNamed, shortName } from '@overlap/grader/submission/exercises.ts';
import { handedOut, handedOutFile, recordHandedOut } from '../files/handed-out.ts';
import { kitFiles } from '../files/kit-files.ts';
import { instructorRepository, unknownInstructor } from '../files/instructor.ts';
import { attempt } from './attempt.ts';
import { destinationOf } from './destination.ts';
import { writeRepository } from './write-repository.ts';
import { findRepository, type Repository } from './find-repository.ts';
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
  const before = handedOut();
  const chosen = options.exercises === undefined ? undefined : exercisesIn(options.exercises);
  if (options.update === true) {
    await renew(folder, named, { ...findRepository(folder, named), ...given(chosen, options) });
  } else {
    await create(folder, named, { ...options, exercises: chosen ?? allExercises(), signal });
  }
  if (!isDeepStrictEqual(handedOut(), before)) console.log(recorded);
}

interface Creation extends Omit<ExportOptions, 'exercises' | 'update'> {
  readonly exercises: readonly string[];
  readonly signal: AbortSignal;
}

async function create(folder: string, named: string, creation: Creation): Promise<void> {
  const { exercises, git = false, systemNode = false, signal } = creation;
  const files = await kitFiles('student', exercises, { systemNode });
  await writeRepository(folder, files, { named, git, signal });
  attempt(handedOutFile, () => recordHandedOut(files));
  const names = exercises.map(shortName).join(', ');
  console.log(`${named}: ${names} in ${files.length} files; next: npm ci && npm run grade`);
  if ((await instructorRepository()) === unknownInstructor) console.log(missingInstructor);
}

/** What a person asks for when a repository is renewed; the rest stays as it was. */
function given(exercises: readonly string[] | undefined, { systemNode }: ExportOptions) {
  return {
    ...(exercises !== undefined && { exercises }),
    ...(systemNode !== undefined && { systemNode }),
  };
}

async function renew(folder: string, named: string, { exercises, systemNode }: Repository) {
  const all = await kitFiles('student', exercises, { systemNode });
  const isKnown = (await instructorRepository()) !== unknownInstructor;
  // Somebody has put the name of a repository in it.
  const files = isKnown ? all : all.filter(({ path }) => path !== workflow);
  const { renewed, removed } = attempt(named, () => updateRepository(folder, files));
  attempt(handedOutFile, () => recordHandedOut(files));
  console.log(
    `${named}: renewed ${renewed} files and removed ${removed}; what students write is as it was`,
  );
}

const workflow = '.github/workflows/grade.yml';

const missingInstructor = `This kit has no "origin" on GitHub: add one and export again, or put a repository in place of ${unknownInstructor} in ${workflow}.`;

const recorded = `Commit ${handedOutFile}: it tells what students were given from what they changed.`;

/** In the order of the chapter, each once. */
function exercisesIn(list: string): string[] {
  const names = list.split(',').map((name) => name.trim());
  const chosen = new Set(names.map(exerciseNamed));
  return allExercises().filter((exercise) => chosen.has(exercise));
}
