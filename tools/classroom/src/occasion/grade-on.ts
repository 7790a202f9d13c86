import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readCourse } from '../course/read-course.ts';
import { gradeSubmission } from '../grade/grade-submission.ts';
import { onClassroom50 } from './classroom50.ts';
import { onGithub } from './github.ts';
import { onGradescope } from './gradescope.ts';
import type { Occasion, PlaceToGrade } from './occasion.ts';
import { headOf } from './touched.ts';

export interface GradeOnOptions {
  /** On GitHub: a file with the commit that was graded last, which is kept up to date. */
  readonly graded?: string;
  /** On Gradescope: the file that tells of the submission. */
  readonly metadata: string;
  readonly emit: readonly string[];
  readonly plain: boolean;
}

/** Grades a checkout as its place tells: who submitted it, when, and what of it is new. */
export async function gradeOn(
  place: PlaceToGrade,
  checkout: string,
  options: GradeOnOptions,
  signal: AbortSignal,
): Promise<void> {
  const { emit, plain } = options;
  const folder = here(checkout);
  const occasion = await occasionOf(place, folder, options);
  const exercises = inCourse(occasion.exercises);
  if (exercises?.length === 0) console.log('nothing to grade: no exercise has changed');
  else {
    const chosen = { ...occasion, ...(exercises !== undefined && { exercises }) };
    await gradeSubmission(checkout, { ...chosen, emit, plain }, signal);
  }
  // With 2 the grading came to no verdict, and the next push grades the same again.
  if (place === 'github' && options.graded !== undefined && process.exitCode !== 2) {
    writeCommit(here(options.graded), await headOf(folder));
  }
}

async function occasionOf(
  place: PlaceToGrade,
  folder: string,
  { graded, metadata }: GradeOnOptions,
): Promise<Occasion> {
  switch (place) {
    case 'classroom50':
      return onClassroom50(process.env);
    case 'github':
      return await onGithub(folder, process.env, graded && readCommit(here(graded)));
    case 'gradescope':
      return await onGradescope(here(metadata));
  }
}

/** A student may have folders that are no exercises. */
function inCourse(touched: readonly string[] | undefined): string[] | undefined {
  const { exercises } = readCourse();
  return touched?.filter((name) => Object.hasOwn(exercises, name));
}

function readCommit(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function writeCommit(file: string, commit: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${commit}\n`);
}

function here(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
