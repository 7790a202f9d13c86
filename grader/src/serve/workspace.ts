import { join, relative } from 'node:path';
import { takeCustody, type Custody } from '../server/custodian.ts';
import { projectRoot } from '../server/environment.ts';
import { exerciseNamed, folderOf, isInProject, type Where } from '../submission/exercises.ts';
import { readManifest, type Manifest } from '../submission/manifest.ts';
import { stage } from '../submission/stage.ts';

/** A submission that is ready to run, and what is left behind while it does; disposing it ends all. */
export interface Workspace extends AsyncDisposable {
  readonly exercise: string;
  readonly manifest: Manifest;
  readonly custody: Custody;
  /** Where the programs run. */
  readonly folder: string;
  /** The folder as a person knows it. */
  readonly shownFolder: string;
}

/** Finds a submission, copies it into the project when it lies elsewhere, and takes custody. */
export function openWorkspace(name: string, where: Where): Workspace {
  const exercise = exerciseNamed(name);
  const source = folderOf(exercise, where);
  const manifest = readManifest(source, exercise);
  const inside = isInProject(source);
  const custody = takeCustody();
  const dispose = () => custody[Symbol.asyncDispose]();
  try {
    const folder = inside ? source : stage(source, join(custody.runFolder, exercise));
    const shownFolder = inside ? relative(projectRoot, source) : source;
    return { exercise, manifest, custody, folder, shownFolder, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    void dispose();
    throw error;
  }
}
