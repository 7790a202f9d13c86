import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import type { KitFile } from '../files/kit-files.ts';
import { attempt } from './attempt.ts';
import { commitAll } from './commit-all.ts';

export interface WriteOptions {
  /** The folder as the caller named it. */
  readonly named: string;
  readonly git: boolean;
  readonly signal: AbortSignal;
}

/** Writes a repository beside the folder and puts it in its place: all of it is there, or nothing. */
export async function writeRepository(
  folder: string,
  files: readonly KitFile[],
  { named, git, signal }: WriteOptions,
): Promise<void> {
  const made = attempt(named, () => {
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new UsageError(
        `expected "${named}" to be empty; --update renews the kit's files in it`,
      );
    }
    return mkdirSync(dirname(folder), { recursive: true });
  });
  const beside = join(dirname(folder), `.overlap-${randomUUID()}`);
  try {
    attempt(named, () => writeAll(beside, files));
    if (git) await commitAll(beside);
    signal.throwIfAborted();
    attempt(named, () => {
      // Windows renames no folder over another one.
      if (existsSync(folder)) rmdirSync(folder);
      renameSync(beside, folder);
    });
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
    throw error;
  }
}

function writeAll(folder: string, files: readonly KitFile[]): void {
  mkdirSync(folder);
  for (const { path, content, executable } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: executable ? 0o777 : 0o666 });
  }
}
