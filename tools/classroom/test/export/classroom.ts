import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { execa } from 'execa';

/** Runs the instructors' command line in a folder, as npm would; of this kit, or of a copy of it. */
export async function classroom(folder: string, words: readonly string[], kit = projectRoot) {
  const program = join(kit, 'tools/classroom/bin/classroom.js');
  const { exitCode, all } = await execa(process.execPath, [program, ...words], {
    cwd: kit,
    env: { INIT_CWD: folder },
    all: true,
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode, output: all };
}

export const textIn = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
