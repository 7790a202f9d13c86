import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { git } from '../../src/files/git.ts';

/** Copies the kit as it would be committed now: what a runner downloads of it has no `.git`. */
export async function copyKit(folder: string): Promise<void> {
  const names = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  for (const path of (await git(projectRoot, names)).split('\0')) {
    const from = join(projectRoot, path);
    if (path === '' || !existsSync(from)) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(from, join(folder, path));
  }
}
