import { randomUUID } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { explainSystemError } from '../report/system-error.ts';
import { UsageError } from '../submission/usage-error.ts';

/** The path of a file that can be written; leaves nothing behind, and throws a `UsageError` when it cannot. */
export function destinationOf(file: string): string {
  const named = resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
  try {
    return existsSync(named) ? replaceable(realpathSync(named)) : creatable(named);
  } catch (error) {
    throw new UsageError(`cannot write "${file}": ${reasonOf(error)}`);
  }
}

function replaceable(path: string): string {
  const status = statSync(path);
  if (status.isDirectory()) throw new Error('it is a folder');
  // What is renamed over a device or a pipe takes its place.
  if (!status.isFile()) throw new Error('it is no ordinary file');
  accessSync(path, constants.W_OK);
  return creatable(path);
}

/** What went wrong with a file, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return explainSystemError(code) ?? error.message;
}

/** Makes a file and removes it: this one, or another one where it is there or its folder is not. */
function creatable(path: string): string {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) throw new Error(`"${folder}" is no folder`);
  const isNew = folder === dirname(path) && !existsSync(path);
  const probe = isNew ? path : join(folder, `.overlap-${randomUUID()}`);
  closeSync(openSync(probe, 'wx'));
  rmSync(probe);
  return path;
}
