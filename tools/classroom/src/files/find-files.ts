import { existsSync } from 'node:fs';
import { glob, lstat, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { git } from './git.ts';

/** A file of a repository made from the kit. */
export interface KitFile {
  /** From the root of the repository, with `/` on every system. */
  readonly path: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

type Found = Omit<KitFile, 'content'>;

/** The files of a folder that some globs name; where it is a checkout, those that git knows. */
export async function findFiles(folder: string, globs: readonly string[]): Promise<KitFile[]> {
  const isCheckout = existsSync(join(folder, '.git'));
  const found = isCheckout ? await trackedFiles(folder, globs) : await filesIn(folder, globs);
  return await Promise.all(
    found.map(async (one) => ({ ...one, content: await contentOf(join(folder, one.path)) })),
  );
}

async function trackedFiles(folder: string, globs: readonly string[]): Promise<Found[]> {
  const list = ['--glob-pathspecs', 'ls-files', '--stage', '-z', '--', ...globs];
  const entries = (await git(folder, list)).split('\0');
  const found = entries.flatMap((entry) => {
    const [status = '', path] = entry.split('\t');
    return path === undefined ? [] : [{ path, executable: status.startsWith('100755') }];
  });
  return found.filter(({ path }) => existsSync(join(folder, path)));
}

async function filesIn(folder: string, globs: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for await (const name of glob(globs, { cwd: folder, exclude: ['**/node_modules/**'] })) {
    const status = await lstat(join(folder, name));
    if (!status.isFile()) continue;
    found.push({ path: name.split(sep).join('/'), executable: (status.mode & 0o111) !== 0 });
  }
  return found;
}

/** All files of the kit are text, and a checkout on Windows may have given them other line ends. */
async function contentOf(file: string): Promise<Buffer> {
  return Buffer.from((await readFile(file, 'utf8')).replaceAll('\r\n', '\n'));
}
