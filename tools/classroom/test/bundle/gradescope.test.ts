import { execa } from 'execa';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { temporaryFolder } from '../occasion/repository.ts';
import { checkoutWithStarter, madeBundle } from './made-bundle.ts';

const resultsSchema = z.looseObject({
  score: z.number(),
  output: z.string(),
  tests: z.array(
    z.looseObject({
      name: z.string(),
      score: z.number(),
      max_score: z.number(),
      visibility: z.enum(['hidden', 'after_due_date', 'after_published', 'visible']),
    }),
  ),
});

const shellcheck = join(projectRoot, '.venv/bin/shellcheck');

test.skipIf(!existsSync(shellcheck))('its scripts leave shellcheck nothing to say', async () => {
  const folder = join(projectRoot, 'tools/classroom/templates/gradescope');
  const scripts = ['setup.sh', 'run_autograder'].map((name) => join(folder, name));

  const { stdout } = await execa(shellcheck, scripts, { reject: false });

  expect(stdout).toBe('');
});

test(
  'a starter is graded as in the image of Gradescope, hidden checks included',
  { timeout: 600_000 },
  async () => {
    await using folder = await temporaryFolder();
    const file = (name: string) => join(folder.path, name);
    await madeBundle('gradescope', file('source'));
    await checkoutWithStarter(file('submission'));
    await mkdir(file('results'));
    const metadata = { created_at: '2026-03-02T10:00:00-08:00', users: [{ email: 'kim@uni.edu' }] };
    await writeFile(file('submission_metadata.json'), JSON.stringify(metadata));
    const run = async (program: string) =>
      await execa('bash', [join(file('source'), program)], {
        cwd: folder.path,
        env: { AUTOGRADER: folder.path },
        all: true,
        reject: false,
        stdin: 'ignore',
      });

    expect(await run('setup.sh')).toMatchObject({ exitCode: 0 });
    const { exitCode, all } = await run('run_autograder');

    // That checks fail is no failure of the autograder.
    expect(exitCode, all).toBe(0);
    const text = await readFile(file('results/results.json'), 'utf8');
    const { score, tests } = resultsSchema.parse(JSON.parse(text));
    const possible = tests.reduce((sum, { max_score: most }) => sum + most, 0);
    expect(score).toBeLessThan(possible);
    expect(possible).toBe(110);
    expect(tests.some(({ visibility }) => visibility === 'hidden')).toBe(true);
  },
);
