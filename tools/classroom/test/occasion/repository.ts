import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from '../../src/files/git.ts';

const somebody = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Kim',
  GIT_AUTHOR_EMAIL: 'kim@localhost',
  GIT_COMMITTER_NAME: 'Kim',
  GIT_COMMITTER_EMAIL: 'kim@localhost',
};

/** A folder that goes when the test is over. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'overlap-classroom-test-'));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** Writes files of a repository, which is made where there is none, and commits them. */
export async function commit(folder: string, files: Readonly<Record<string, string>>) {
  await mkdir(folder, { recursive: true });
  await git(folder, ['init', '--quiet', '--initial-branch=main'], somebody);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await git(folder, ['add', '--all'], somebody);
  await git(folder, ['commit', '--quiet', '--message', 'Work'], somebody);
  return await git(folder, ['rev-parse', 'HEAD']);
}
