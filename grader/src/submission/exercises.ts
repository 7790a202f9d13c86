import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { projectRoot } from '../server/environment.ts';
import { UsageError } from './usage-error.ts';

/** Where the checks of each exercise lie. */
export const checksFolder = join(projectRoot, 'grader/src/exercises');

/** Every exercise that can be graded, such as `01-blog`, in the order of the chapter. */
export function allExercises(): string[] {
  return readdirSync(checksFolder).sort();
}

/** The exercise that a person means by `blog`, `1` or `01-blog`. */
export function exerciseNamed(name: string): string {
  const all = allExercises();
  const found = all.find(
    (one) => one === name || shortName(one) === name || one.startsWith(`0${name}-`),
  );
  if (found !== undefined) return found;
  const known = all.map(shortName).join(', ');
  throw new UsageError(`expected an exercise (${known}), got "${name}"`);
}

/** What a person types: `blog` for `01-blog`. */
export function shortName(exercise: string): string {
  return exercise.replace(/^\d+-/, '');
}

/** Which folder is to be graded for an exercise. */
export interface Where {
  /** A folder elsewhere: the exercise's own, or one that holds it as a student's repository does. */
  readonly submission?: string;
  /** It is copied even when it lies in the project. */
  readonly copy?: true;
}

/** The folder that holds the submission for an exercise. */
export function folderOf(exercise: string, { submission }: Where): string {
  if (submission === undefined) return join(projectRoot, 'exercises', exercise);
  const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), submission);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new UsageError(`expected --submission to be a folder, got "${submission}"`);
  }
  const nested = [join(folder, 'exercises', exercise), join(folder, exercise)];
  const found = nested.find((one) => existsSync(join(one, 'submission.json')));
  if (found === undefined) {
    if (!existsSync(join(folder, 'exercises'))) return folder;
    throw new UsageError(
      `expected exercises/${exercise}/submission.json in "${submission}", got none`,
    );
  }
  if (realpathSync(found).startsWith(`${realpathSync(folder)}${sep}`)) return found;
  throw new UsageError(`expected ${exercise} to lie in "${submission}", got a link out of it`);
}

/** A folder as a person knows it. */
export function shownFolder(folder: string): string {
  return isInProject(folder) ? relative(projectRoot, folder) : folder;
}

/** Whether a folder lies in the project, so that its programs find the packages they import. */
export function isInProject(folder: string): boolean {
  const way = relative(projectRoot, folder);
  return !isAbsolute(way) && !way.startsWith('..') && basename(folder) !== '';
}
