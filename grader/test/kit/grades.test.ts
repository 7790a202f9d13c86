import { describe, expect, test } from 'vitest';
import { applyMutant, mutantsOf } from '../../src/kit/mutant.ts';
import { needSolutions } from '../need-solutions.ts';
import { grade, temporaryFolder, titlesOf } from './grade.ts';

const timeout = 240_000;

/** What was measured of each solution, and where its starter says to begin. */
const facts = {
  blog: {
    measured: {
      roundsOfSixReadersSync: 18,
      roundsOfSixReadersAsync: 1,
      roundsOfTwelveReadersFourWorkersSync: 9,
      speedupOfSixReaders: 18,
    },
    first: 'a post page names its author',
  },
  tasks: {
    measured: {
      roundsOfTwelveMailsSync: 12,
      roundsOfTwelveMailsFourWorkersSync: 3,
      roundsOfTwelveMailsAsync: 3,
      roundsUntilTwelveAnswersAsync: 0,
      speedupOfTwelveMails: 4,
    },
    first: 'a mail is answered once it was sent',
  },
  chat: {
    measured: {
      roundsOfTwelveSendersSync: 12,
      roundsOfTwelveSendersFourWorkersSync: 3,
      roundsOfTwelveSendersAsync: 1,
      speedupOfTwelveSenders: 12,
      requestsPerMessagePolled: 1,
      requestsPerMessagePushed: 0.2,
    },
    first: 'a posted message is moderated, stored and answered',
  },
};

describe.each(Object.entries(facts))('%s', (exercise, { measured, first }) => {
  test('the solution earns every point and exits with 0', { timeout }, async (context) => {
    needSolutions(context);
    const { exitCode, result } = await grade(exercise, '--solutions', '--hidden');

    expect(titlesOf(result, 'passed')).toHaveLength(result.checks.length);
    expect(result.score).toMatchObject({ earned: 110, possible: 110, undecided: 0 });
    expect(result).not.toHaveProperty('heldBack');
    expect(exitCode).toBe(0);
    const values = result.measurements.map(({ name, value }) => [name, value] as const);
    expect(Object.fromEntries(values)).toMatchObject(measured);
  });

  test(
    'the untouched starter earns at most 10 points and says what to do next',
    { timeout },
    async () => {
      const { exitCode, result, card } = await grade(exercise);

      expect(result.score.earned).toBeLessThanOrEqual(10);
      expect(result.score).toMatchObject({ undecided: 0, possible: 100 });
      expect(result.heldBack).toBe(10);
      expect(exitCode).toBe(1);
      expect(card).toContain(`Next: make "${first}" pass`);
      // What needs a hole to be filled is skipped.
      const broken = result.checks.filter(
        ({ tier, verdict }) => tier === 'prerequisite' && verdict === 'failed',
      );
      expect(broken).toEqual([]);
    },
  );
});

test('--next tells the first failing core check alone', { timeout }, async () => {
  const { exitCode, result } = await grade('blog', '--next');

  expect(result.checks.map(({ part, title }) => `${part}: ${title}`)).toEqual([
    'sync: a post page names its author',
  ]);
  expect(result).not.toHaveProperty('heldBack');
  expect(exitCode).toBe(1);
});

test(
  '--require core lets a solution without stretch work exit with 0',
  { timeout },
  async (context) => {
    needSolutions(context);
    const { exitCode, result } = await grade(
      'blog',
      '--solutions',
      '--tier',
      'core',
      '--require',
      'core',
    );

    expect(new Set(result.checks.map(({ tier }) => tier))).toEqual(
      new Set(['prerequisite', 'core']),
    );
    expect(exitCode).toBe(0);
  },
);

test(
  'a failed stretch check costs exit code 0, unless only core is required',
  { timeout },
  async (context) => {
    needSolutions(context);
    await using folder = await temporaryFolder();
    const mutant = (await mutantsOf('01-blog')).find(
      ({ name }) => name === 'any-reply-is-a-success',
    );
    if (mutant === undefined) throw new Error('the mutant is gone');
    applyMutant('01-blog', mutant, folder.path);
    const options = ['--submission', folder.path, '--only', 'measure'];

    const all = await grade('blog', ...options);
    const core = await grade('blog', ...options, '--require', 'core');

    expect(titlesOf(core.result, 'failed')).toEqual(mutant.fails);
    expect([all.exitCode, core.exitCode]).toEqual([1, 0]);
  },
);

test(
  'without a limit twelve mails earn 5 points, whoever is looked at first',
  { timeout },
  async (context) => {
    needSolutions(context);
    await using folder = await temporaryFolder();
    const mutant = (await mutantsOf('02-tasks')).find(({ name }) => name === 'no-limit');
    if (mutant === undefined) throw new Error('the mutant is gone');
    applyMutant('02-tasks', mutant, folder.path);
    const options = ['--submission', folder.path, '--only', 'async', '--check', 'twelve mails'];

    const { result } = await grade('tasks', ...options);

    const [check] = result.checks;
    expect(check).toMatchObject({ verdict: 'failed', earned: 5 });
    expect(check?.timelines).toMatchObject([{ work: 12, span: 1, inFlight: [12] }]);
  },
);
