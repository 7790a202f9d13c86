import { execa } from 'execa';
import { projectRoot } from '../../src/server/environment.ts';

/** Runs the command line as npm does, with its output as one text. */
export async function overlap(...words: readonly string[]) {
  const { exitCode, all } = await execa('node', ['grader/bin/overlap.js', ...words], {
    cwd: projectRoot,
    all: true,
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode, output: all };
}
