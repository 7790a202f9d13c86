import { execa } from 'execa';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { resultsSchema } from '../../src/report/json.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { temporaryFolder } from '../kit/grade.ts';
import { needSolutions } from '../need-solutions.ts';
import { overlap } from './overlap.ts';

beforeEach(needSolutions);

const timeout = 120_000;

test('one grading writes as many formats as were asked for', { timeout }, async () => {
  await using folder = await temporaryFolder();
  const file = (name: string) => join(folder.path, name);

  const { exitCode, output } = await overlap(
    ...['grade', 'blog', '--solutions', '--only', 'sync', '--check', 'newest first', '--plain'],
    ...['--emit', `ctrf=${file('ctrf.json')}`, '--emit', `junit=${file('made/junit.xml')}`],
    ...['--json', file('result.json'), '--emit', 'autolab', '--emit', 'github'],
  );

  expect(await readdir(folder.path)).toEqual(['ctrf.json', 'made', 'result.json']);
  const [result] = resultsSchema.parse(JSON.parse(await readFile(file('result.json'), 'utf8')));
  expect(result).toMatchObject({ complete: false, checks: [{ verdict: 'passed' }] });
  expect(await readFile(file('made/junit.xml'), 'utf8')).toContain('newest first');
  expect(output).toMatch(
    /^::stop-commands::(\w+)\n[^]*\n::\1::\n::notice [^]*"scoreboard":\[0\]}$/,
  );
  expect(exitCode).toBe(0);
});

test('a grading that is killed leaves what it had', { timeout }, async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'result.json');
  const words = ['grade', '--solutions', '--only', 'async', '--emit', `json=${file}`];
  const grader = execa('node', ['grader/bin/overlap.js', ...words], {
    cwd: projectRoot,
    reject: false,
    stdio: 'ignore',
  });
  const resultsNow = async () => resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  await vi.waitFor(
    async () => {
      const [blog] = await resultsNow();
      expect(blog!.checks.filter(({ verdict }) => verdict === 'passed').length).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 50 },
  );

  grader.kill('SIGKILL');
  await grader;

  const results = await resultsNow();
  expect(results.map(({ exercise, complete }) => [exercise, complete])).toEqual(
    ['01-blog', '02-tasks', '03-chat'].map((exercise) => [exercise, false]),
  );
  // The points of what was not begun are undecided, not gone.
  for (const { score } of results) expect(score.undecided).toBeGreaterThan(0);
  expect(await readdir(folder.path)).toEqual(['result.json']);
});

test.each([
  [['--emit', 'ctrf=.'], 'cannot write ".": it is a folder'],
  [['--emit', 'xml=report.xml'], 'expected --emit to name a format'],
  [['--emit', 'junit'], 'expected a file, such as --emit junit='],
  [['--json', '/dev/null'], 'cannot write "/dev/null": it is no ordinary file'],
  [['--emit', 'github=summary.md'], 'expected --emit github without a file'],
  [['--watch', '--emit', 'github'], 'cannot be used with'],
  [['--watch', '--json', 'result.json'], 'cannot be used with'],
])('%j is refused in one line, before anything is graded', { timeout }, async (words, message) => {
  const { exitCode, output } = await overlap('grade', 'blog', '--solutions', ...words);

  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toContain(message);
  expect(exitCode).toBe(2);
});
