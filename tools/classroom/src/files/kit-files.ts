import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { findFiles, type KitFile } from './find-files.ts';
import { furnishings } from './furnishings.ts';
import { instructorRepository } from './instructor.ts';
import { trimmedLock, type LockFile } from './lock-file.ts';
import { projectManifest, workspaceManifest, type Manifest } from './manifest.ts';
import { whichFiles, type Scope } from './which-files.ts';

export type { KitFile, Scope };

export interface KitOptions {
  /** The repository brings no Node along and asks for one of the machine. */
  readonly systemNode?: boolean;
}

/**
 * The files of a repository made from this kit, which may itself be such a repository.
 * The exercises by their full names, such as `01-blog`.
 */
export async function kitFiles(
  scope: Scope,
  exercises: readonly string[],
  { systemNode = false }: KitOptions = {},
): Promise<KitFile[]> {
  const found = await findFiles(projectRoot, whichFiles(scope, exercises));
  const workspaces = found.filter(({ path }) => path.endsWith('/package.json'));
  const others = found.filter((file) => !workspaces.includes(file));
  const project = await projectOf(scope, systemNode);
  const manifests = new Map([['', project], ...workspaces.map(manifestOf)]);
  const { version = '' } = project;
  const instructor = await instructorRepository();
  const lock = trimmedLock(await readJson<LockFile>('package-lock.json'), manifests);
  return [
    ...others,
    ...[...manifests].map(([folder, one]) => jsonFile(posix.join(folder, 'package.json'), one)),
    jsonFile('package-lock.json', lock),
    ...(await furnishings(found, { exercises, systemNode, instructor, version })),
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function projectOf(scope: Scope, systemNode: boolean): Promise<Manifest> {
  const scripts = ['grade', 'serve', 'compare', ...(scope === 'student' ? [] : ['classroom'])];
  return projectManifest(await readJson<Manifest>('package.json'), { scripts, systemNode });
}

function manifestOf({ path, content }: KitFile): [folder: string, manifest: Manifest] {
  const folder = posix.dirname(path);
  return [folder, workspaceManifest(folder, JSON.parse(content.toString()) as Manifest)];
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(join(projectRoot, path), 'utf8')) as T;
}

function jsonFile(path: string, value: unknown): KitFile {
  const content = Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
  return { path, content, executable: false };
}
