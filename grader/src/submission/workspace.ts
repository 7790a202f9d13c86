import { join } from 'node:path';
import { canTrustProc } from '../quiet/probe.ts';
import { takeCustody, type Custody } from '../server/custodian.ts';
import { exerciseNamed, folderOf, isInProject, shownFolder, type Where } from './exercises.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { stage } from './stage.ts';

/** A submission that is ready to run, and what is left behind while it does; disposing it ends all. */
export interface Workspace extends AsyncDisposable {
  readonly exercise: string;
  readonly manifest: Manifest;
  readonly custody: Custody;
  /** Where the programs run. */
  readonly folder: string;
  /** The folder as a person knows it. */
  readonly shownFolder: string;
  /** The folder that was named, which nothing runs in when it lies outside of the project. */
  readonly source: string;
  /** Whether quiet can be observed here. */
  readonly trustProc: boolean;
}

/** Finds a submission, copies it into the project when it lies elsewhere, and takes custody. */
export async function openWorkspace(name: string, where: Where): Promise<Workspace> {
  const exercise = exerciseNamed(name);
  const source = folderOf(exercise, where);
  const manifest = readManifest(source, exercise);
  const inside = isInProject(source) && where.copy !== true;
  const custody = takeCustody();
  try {
    return {
      exercise,
      manifest,
      custody,
      source,
      folder: inside ? source : stage(source, join(custody.runFolder, exercise)),
      shownFolder: shownFolder(source),
      trustProc: await canTrustProc(),
      [Symbol.asyncDispose]: () => custody[Symbol.asyncDispose](),
    };
  } catch (error) {
    await custody[Symbol.asyncDispose]();
    throw error;
  }
}
