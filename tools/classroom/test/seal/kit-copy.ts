import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { execa } from 'execa';

const made = ['node_modules', '.overlap', '.nx', '__pycache__'];

/** A copy of this kit that shares what npm has installed, but for the kit's own packages. */
export async function kitCopy() {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'overlap-kit-')));
  const root = join(path, 'kit');
  const filter = (source: string) => !made.includes(basename(source));
  const entries = await readdir(projectRoot, { withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const name of ['grader', 'tools', 'exercises', 'solutions', ...files]) {
    await cp(join(projectRoot, name), join(root, name), { recursive: true, filter });
  }
  await linkPackages(root);
  const remove = () => rm(path, { recursive: true, force: true });
  /** Runs a program of the copy; what it says, and its exit code. */
  const run = async (...words: readonly string[]) => {
    const options = {
      cwd: root,
      env: { INIT_CWD: root, NO_COLOR: '1' },
      all: true,
      reject: false,
    } as const;
    const { exitCode, all } = await execa(process.execPath, words, { ...options, stdin: 'ignore' });
    return { exitCode, output: all };
  };
  return { root, run, beside: (name: string) => join(path, name), [Symbol.asyncDispose]: remove };
}

async function linkPackages(root: string): Promise<void> {
  const [installed, packages] = [projectRoot, root].map((one) => join(one, 'node_modules'));
  await mkdir(join(packages!, '@overlap'), { recursive: true });
  for (const name of await readdir(installed!)) {
    if (name === '@overlap') continue;
    await symlink(join(installed!, name), join(packages!, name));
  }
  for (const name of ['grader', 'tools/classroom', 'tools/nx', 'tools/sync-server']) {
    await symlink(join(root, name), join(packages!, '@overlap', basename(name)));
  }
}
