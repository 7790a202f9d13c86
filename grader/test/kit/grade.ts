import { execa } from 'execa';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resultsSchema } from '../../src/report/json.ts';
import type { Result } from '../../src/result/model.ts';
import { projectRoot } from '../../src/server/environment.ts';

/** A folder of its own that is removed at the end of the scope. */
export async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'overlap-test-'));
  const remove = () => rm(path, { recursive: true, force: true });
  return { path, [Symbol.asyncDispose]: remove };
}

export interface Grading {
  readonly exitCode: number | undefined;
  readonly card: string;
  readonly result: Result;
}

/** Grades an exercise as a student would, on the command line. */
export async function grade(exercise: string, ...options: readonly string[]): Promise<Grading> {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'result.json');
  const words = ['grade', exercise, '--json', file, ...options];
  const { exitCode, stdout, stderr } = await execa('node', ['grader/bin/overlap.js', ...words], {
    cwd: projectRoot,
    reject: false,
  });
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`no result was written:\n${stdout}\n${stderr}`);
  });
  const [result] = resultsSchema.parse(JSON.parse(text));
  if (result === undefined) throw new Error('the list of results is empty');
  return { exitCode, card: stdout, result };
}

/** The titles of the checks with this verdict, with what they said. */
export function titlesOf({ checks }: Result, verdict: Result['checks'][number]['verdict']) {
  return checks.filter((check) => check.verdict === verdict).map(({ title }) => title);
}
