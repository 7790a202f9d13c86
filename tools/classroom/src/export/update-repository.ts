import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join, posix } from 'node:path';
import { writeWhole } from '@overlap/grader/output/write-whole.ts';
import { allExercises } from '@overlap/grader/submission/exercises.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import type { KitFile } from '../files/kit-files.ts';

/** Folders in which every file is the kit's: what the kit has no more, goes away. */
const kitFolders = ['grader', 'tools/sync-server'];

/** What is the kit's own in the folder of an exercise; all else is the student's. */
const kitFilesOfExercise = ['README.md', 'package.json'];

/** Renews the kit's files in a repository, each of them whole; what a student wrote stays as it is. */
export function updateRepository(folder: string, files: readonly KitFile[]) {
  const wanted = files.filter(({ path }) => isKits(folder, path));
  for (const { path } of wanted) refuseDetour(folder, path);
  const changed = wanted.filter((file) => !hasAlready(folder, file));
  const paths = new Set(files.map(({ path }) => path));
  const gone = [
    ...kitFolders.flatMap((one) => filesBelow(folder, one)),
    ...kitsInExercises(folder),
  ].filter((path) => !paths.has(path));
  for (const { path, content } of changed) writeWhole(join(folder, path), content);
  for (const path of gone) remove(folder, path);
  return { renewed: changed.length, removed: gone.length };
}

/** The starter of an exercise is the student's as soon as it is there. */
function isKits(folder: string, path: string): boolean {
  const [top, exercise = '', ...rest] = path.split('/');
  if (top !== 'exercises' || kitFilesOfExercise.includes(rest.join('/'))) return true;
  return statusOf(join(folder, top, exercise)) === undefined;
}

/** A link on the way would lead elsewhere, and a folder in place of a file may hold anything. */
function refuseDetour(folder: string, path: string): void {
  const status = statusOf(join(folder, path));
  if (status?.isDirectory() === true)
    throw new UsageError(`expected ${path} to be a file, got a folder`);
  for (let way = posix.dirname(path); way !== '.'; way = posix.dirname(way)) {
    const found = statusOf(join(folder, way));
    if (found === undefined || found.isDirectory()) continue;
    throw new UsageError(
      `expected ${way} to be a folder, got a ${found.isFile() ? 'file' : 'link'}`,
    );
  }
}

function hasAlready(folder: string, { path, content }: KitFile): boolean {
  const file = join(folder, path);
  return statusOf(file)?.isFile() === true && readFileSync(file).equals(content);
}

/** Of every exercise that this kit knows, also those that the repository is to have no more. */
function kitsInExercises(folder: string): string[] {
  return allExercises()
    .flatMap((exercise) => kitFilesOfExercise.map((name) => `exercises/${exercise}/${name}`))
    .filter((path) => statusOf(join(folder, path)) !== undefined);
}

/** Links are named as files: they are removed, and what they lead to stays. */
function filesBelow(folder: string, below: string): string[] {
  if (statusOf(join(folder, below)) === undefined) return [];
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = `${below}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return entry.name === 'node_modules' ? [] : filesBelow(folder, path);
  });
}

/** Removes a file and the folders that are empty without it. */
function remove(folder: string, path: string): void {
  rmSync(join(folder, path));
  for (let way = posix.dirname(path); way !== '.'; way = posix.dirname(way)) {
    if (readdirSync(join(folder, way)).length > 0) return;
    rmdirSync(join(folder, way));
  }
}

function statusOf(path: string) {
  return lstatSync(path, { throwIfNoEntry: false });
}
