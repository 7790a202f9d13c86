import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { attempt } from '../export/attempt.ts';
import type { KitFile } from '../files/find-files.ts';
import { filesIn } from './archive.ts';

/** Brings sealed solutions back into a kit; says how many files were missing. Files that differ stay. */
export async function unseal(named: string, root = projectRoot): Promise<number> {
  const files = await filesIn(resolve(process.env['INIT_CWD'] ?? process.cwd(), named));
  return attempt('solutions', () => {
    for (const { path } of files) refuseLinks(root, dirname(path));
    const missing = files.filter((file) => !isThere(root, file));
    writeAll(root, missing);
    return missing.length;
  });
}

/** A link on the way would lead out of the kit. */
function refuseLinks(root: string, folder: string): void {
  if (folder === '.') return;
  refuseLinks(root, dirname(folder));
  const status = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (status === undefined || status.isDirectory()) return;
  throw new UsageError(`expected "${folder}" to be a folder, got something else`);
}

/** Whether a file is there as it was sealed; throws when it is there and differs. */
function isThere(root: string, { path, content }: KitFile): boolean {
  const status = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (status === undefined) return false;
  if (status.isFile() && readFileSync(join(root, path)).equals(content)) return true;
  throw new UsageError(
    `expected "${path}" to be as it was sealed, but it differs; nothing is changed`,
  );
}

/** Writes all of the files or none: beside the solutions first, then each into its place. */
function writeAll(root: string, files: readonly KitFile[]): void {
  const beside = mkdtempSync(join(root, '.unsealed-'));
  const placed: string[] = [];
  try {
    for (const { path, content, executable } of files) {
      const file = join(beside, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      if (executable) chmodSync(file, 0o755);
    }
    for (const { path } of files) {
      const made = mkdirSync(dirname(join(root, path)), { recursive: true });
      if (made !== undefined) placed.push(made);
      renameSync(join(beside, path), join(root, path));
      placed.push(join(root, path));
    }
  } catch (error) {
    for (const path of placed.reverse()) rmSync(path, { recursive: true, force: true });
    throw error;
  } finally {
    if (existsSync(beside)) rmSync(beside, { recursive: true });
  }
}
