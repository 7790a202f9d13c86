import { execa } from 'execa';
import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { resultsSchema } from '../../src/report/json.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { needSolutions } from '../need-solutions.ts';
import { temporaryFolder } from './grade.ts';

beforeEach(needSolutions);

const { exitCode: installed } = await execa('bwrap', ['--dev-bind', '/', '/', 'true'], {
  reject: false,
});

// Where /proc shows nothing, quiet can only be guessed, and on a busy machine wrongly: hence the tries.
test.skipIf(installed !== 0)(
  'without /proc the solution of the blog still earns its points in six times the time, provisionally',
  { timeout: 400_000, retry: 2 },
  async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'result.json');
    const grade = ['node', 'grader/bin/overlap.js', 'grade', 'blog', '--solutions', '--json', file];
    const options = { cwd: projectRoot, reject: false } as const;
    await execa(grade[0]!, grade.slice(1), options);
    const [final] = resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));

    const { exitCode, stdout } = await execa(
      'bwrap',
      ['--dev-bind', '/', '/', '--tmpfs', '/proc', '--die-with-parent', ...grade],
      options,
    );

    const [result] = resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    expect(result).toMatchObject({ mode: 'provisional', score: { earned: 100, undecided: 0 } });
    expect(stdout).toContain('Provisional: the grader cannot see here');
    expect(exitCode).toBe(0);
    // With /proc it takes less than ten seconds on an idle machine, so six times that is the minute.
    expect(result?.durationMs).toBeLessThan(6 * final!.durationMs);
  },
);
