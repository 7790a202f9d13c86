import { execa } from 'execa';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../occasion/repository.ts';
import { classroom50Result } from './classroom50-result.ts';
import { checkoutWithStarter, madeBundle } from './made-bundle.ts';

const commit = 'https://github.com/school/web-2026-overlap-kim/commit/abc1234';

/** What the runner of Classroom 50 sets. */
const variables = {
  CLASSROOM: 'web-2026',
  ASSIGNMENT: 'overlap',
  ASSIGNMENT_TYPE: 'individual',
  SUBMISSION_TAG: 'submit/2026-03-02T10-00-00Z-abc1234',
  COMMIT_URL: commit,
  RELEASE_URL: 'https://github.com/school/web-2026-overlap-kim/releases/tag/submit',
  REVIEW_URL: commit,
  USERNAME: 'kim',
  OWNER: 'kim',
};

async function autograde(folder: string, environment: Readonly<Record<string, string>> = {}) {
  const [bundle, checkout] = [join(folder, 'bundle'), join(folder, 'checkout')];
  await madeBundle('classroom50', bundle);
  await checkoutWithStarter(checkout);
  // What a student commits is no result.
  await writeFile(join(checkout, 'result.json'), '{}');
  const { exitCode, all } = await execa('python3', [join(bundle, 'autograder.py')], {
    cwd: checkout,
    env: { ...variables, CLASSROOM50_BUNDLE_DIR: bundle, ...environment },
    all: true,
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode, all, bundle, checkout };
}

test(
  'a starter is graded with the bundle alone, in a folder of its own',
  { timeout: 600_000 },
  async () => {
    await using folder = await temporaryFolder();

    const { exitCode, all, checkout, bundle } = await autograde(folder.path);

    expect(exitCode, all).toBe(0);
    const text = await readFile(join(checkout, 'result.json'), 'utf8');
    const result = classroom50Result.parse(JSON.parse(text));
    expect(result).toMatchObject({ classroom: 'web-2026', owner: 'kim', 'max-score': 100 });
    expect(result.score).toBeLessThan(result['max-score']);
    expect(result.tests.length).toBeGreaterThan(20);
    expect(await readdir(checkout)).toEqual(['exercises', 'result.json']);
    expect(existsSync(join(bundle, 'kit/node_modules'))).toBe(false);
    // Everybody may read it.
    expect(existsSync(join(bundle, 'kit/solutions'))).toBe(false);
  },
);

test('what is broken in the infrastructure is told from a failed check', async () => {
  await using folder = await temporaryFolder();
  const programs = join(folder.path, 'bin');
  await mkdir(programs);
  await writeFile(join(programs, 'npm'), '#!/bin/sh\nexit 1\n');
  await chmod(join(programs, 'npm'), 0o755);
  const path = [programs, process.env['PATH'] ?? ''].join(delimiter);

  const { exitCode, checkout } = await autograde(folder.path, { PATH: path });

  expect(exitCode).not.toBe(0);
  expect(existsSync(join(checkout, 'result.json'))).toBe(false);
});
