import { expect, test } from 'vitest';
import { applyMutant, mutantsOf } from '../../src/kit/mutant.ts';
import { gradeBlog, temporaryFolder, titlesOf } from './grade.ts';

const timeout = 240_000;

test('the solution earns every point and exits with 0', { timeout }, async () => {
  const { exitCode, result } = await gradeBlog('--solutions');

  expect(titlesOf(result, 'passed')).toHaveLength(result.checks.length);
  expect(result.score).toMatchObject({ earned: 100, possible: 100, undecided: 0 });
  expect(exitCode).toBe(0);
  const measured = new Map(result.measurements.map(({ name, value }) => [name, value]));
  expect(measured.get('roundsOfSixReadersSync')).toBe(18);
  expect(measured.get('roundsOfSixReadersAsync')).toBe(1);
  expect(measured.get('roundsOfTwelveReadersFourWorkersSync')).toBe(9);
  expect(measured.get('speedupOfSixReaders')).toBe(18);
});

test(
  'the untouched starter earns at most 10 points and says what to do next',
  { timeout },
  async () => {
    const { exitCode, result, card } = await gradeBlog();

    expect(result.score.earned).toBeLessThanOrEqual(10);
    expect(result.score.undecided).toBe(0);
    expect(exitCode).toBe(1);
    expect(card).toContain('Next: make "a post page names its author" pass');
    const broken = result.checks.filter(
      ({ tier, verdict }) => tier === 'prerequisite' && verdict !== 'passed',
    );
    expect(broken).toEqual([]);
  },
);

test('--next tells the first failing core check alone', { timeout }, async () => {
  const { exitCode, result } = await gradeBlog('--next');

  expect(result.checks.map(({ part, title }) => `${part}: ${title}`)).toEqual([
    'sync: a post page names its author',
  ]);
  expect(exitCode).toBe(1);
});

test('--require core lets a solution without stretch work exit with 0', { timeout }, async () => {
  const { exitCode, result } = await gradeBlog(
    '--solutions',
    '--tier',
    'core',
    '--require',
    'core',
  );

  expect(new Set(result.checks.map(({ tier }) => tier))).toEqual(new Set(['prerequisite', 'core']));
  expect(exitCode).toBe(0);
});

test(
  'a failed stretch check costs exit code 0, unless only core is required',
  { timeout },
  async () => {
    await using folder = await temporaryFolder();
    const mutant = (await mutantsOf('01-blog')).find(
      ({ name }) => name === 'any-reply-is-a-success',
    );
    if (mutant === undefined) throw new Error('the mutant is gone');
    applyMutant('01-blog', mutant, folder.path);
    const options = ['--submission', folder.path, '--only', 'measure'];

    const all = await gradeBlog(...options);
    const core = await gradeBlog(...options, '--require', 'core');

    expect(titlesOf(core.result, 'failed')).toEqual(mutant.fails);
    expect([all.exitCode, core.exitCode]).toEqual([1, 0]);
  },
);
