import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/result/model.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { gradeBlog, titlesOf } from './grade.ts';

const folder = join(projectRoot, 'solutions/01-blog/alternatives');
const timeout = 240_000;

/** Right in a style of its own; what Python needs is in grader/test/fixtures/requirements.txt. */
const alternatives = [
  { name: 'plain-http', part: 'async' },
  { name: 'fastify', part: 'async' },
  { name: 'hono', part: 'async' },
  { name: 'polled-queue', part: 'async' },
  { name: 'ticking', part: 'async' },
  { name: 'pooled-agent', part: 'async' },
  { name: 'fastapi', part: 'async', needs: ['uvicorn', 'fastapi', 'httpx'] },
  { name: 'flask', part: 'sync', needs: ['gunicorn', 'flask', 'requests'] },
  { name: 'prefork', part: 'sync', needs: [] },
];

describe('each alternative for the blog passes every check of its half', () => {
  for (const { name, part, needs } of alternatives) {
    test.skipIf(isMissing(needs))(`${part}: ${name}`, { timeout }, async () => {
      const submission = join(folder, name);

      const { exitCode, result } = await gradeBlog('--submission', submission, '--only', part);

      expect(notPassed(result.checks)).toEqual([]);
      expect(result.score).toMatchObject({ earned: result.score.possible, undecided: 0 });
      expect(exitCode).toBe(0);
    });
  }

  test('and each folder of alternatives with a submission is among them', () => {
    const folders = readdirSync(folder).filter((name) =>
      existsSync(join(folder, name, 'submission.json')),
    );

    expect(folders.sort()).toEqual(alternatives.map(({ name }) => name).sort());
  });
});

test('a submission without stretch work earns every core point', { timeout }, async () => {
  const submission = join(projectRoot, 'solutions/01-blog/core-only');

  const { result } = await gradeBlog('--submission', submission);

  expect(notPassed(result.checks.filter(({ tier }) => tier !== 'stretch'))).toEqual([]);
  expect(titlesOf(result, 'inconclusive')).toEqual([]);
  expect(result.score.earned).toBeGreaterThanOrEqual(68);
  expect(result.score.earned).toBeLessThanOrEqual(72);
});

/** What the checks that did not pass have said. */
function notPassed(checks: Result['checks']): string[] {
  const others = checks.filter(({ verdict }) => verdict !== 'passed');
  return others.map(({ verdict, title, message = '' }) => `${verdict}: ${title}: ${message}`);
}

/** Whether these packages are missing from the project's .venv, or the .venv itself. */
function isMissing(packages: readonly string[] | undefined): boolean {
  if (packages === undefined) return false;
  const library = join(projectRoot, '.venv/lib');
  const versions = existsSync(library) ? readdirSync(library) : [];
  return !versions.some((version) =>
    packages.every((name) => existsSync(join(library, version, 'site-packages', name))),
  );
}
