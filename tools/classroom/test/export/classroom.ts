import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { execa } from 'execa';

/** Runs the instructors' command line in a folder, as npm would from the kit. */
export async function classroom(folder: string, ...words: readonly string[]) {
  const { exitCode, all } = await execa(
    process.execPath,
    [join(projectRoot, 'tools/classroom/bin/classroom.js'), ...words],
    { cwd: projectRoot, env: { INIT_CWD: folder }, all: true, reject: false, stdin: 'ignore' },
  );
  return { exitCode, output: all };
}

export const textIn = (folder: string, path: string) => readFileSync(join(folder, path), 'utf8');
