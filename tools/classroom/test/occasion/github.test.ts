import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onGithub } from '../../src/occasion/github.ts';
import { commit, temporaryFolder } from './repository.ts';

const nothing = '0'.repeat(40);

/** What is graded when an event comes for a repository in which blog, tasks and README change in turn. */
async function exercisesFor(
  eventOf: (commits: readonly string[]) => object,
  gradedLastOf: (commits: readonly string[]) => string | undefined = () => undefined,
) {
  await using folder = await temporaryFolder();
  const work = join(folder.path, 'work');
  const commits = [
    await commit(work, {
      'exercises/01-blog/async/app.ts': '1',
      'exercises/02-tasks/a "name".ts': '1',
      'README.md': '1',
    }),
    await commit(work, { 'exercises/01-blog/async/app.ts': '2' }),
    await commit(work, { 'exercises/02-tasks/a "name".ts': '2' }),
    await commit(work, { 'README.md': '2' }),
  ];
  const event = join(folder.path, 'event.json');
  await writeFile(event, JSON.stringify(eventOf(commits)));
  const environment = { GITHUB_EVENT_PATH: event, GITHUB_ACTOR: 'kim' };
  const { exercises } = await onGithub(work, environment, gradedLastOf(commits));
  return exercises;
}

test.each([
  ['what it changed', 1, ['02-tasks']],
  ['what all of its commits changed', 0, ['01-blog', '02-tasks']],
  ['nothing when it changed no exercise', 2, []],
])('a push is graded by %s', async (_, at, expected) => {
  expect(await exercisesFor((commits) => ({ before: commits[at] }))).toEqual(expected);
});

test.each([
  ['the first push', { before: nothing, created: true }],
  ['a push onto commits that are gone', { before: 'a'.repeat(40) }],
  ['a run by hand', { inputs: null }],
  ['an event whose "before" is an option of git', { before: '--output=/tmp/x' }],
])('%s is graded whole', async (_, event) => {
  expect(await exercisesFor(() => event)).toBeUndefined();
});

test('a forced push is graded whole, though the commits are still there', async () => {
  const exercises = await exercisesFor((commits) => ({ before: commits[2], forced: true }));

  expect(exercises).toBeUndefined();
});

test('a pull request is graded by what it changes of its base, not by its last push', async () => {
  const exercises = await exercisesFor(([base, , last]) => ({
    before: last,
    pull_request: {
      base: { sha: base },
      user: { login: 'lee' },
      updated_at: '2026-03-02T10:00:00Z',
    },
  }));

  expect(exercises).toEqual(['01-blog', '02-tasks']);
});

test('a push counts from what was graded last, since its predecessor may have been superseded', async () => {
  const push = (commits: readonly string[]) => ({ before: commits[2] });

  expect(await exercisesFor(push, ([first]) => first)).toEqual(['01-blog', '02-tasks']);
  expect(await exercisesFor(push, () => 'b'.repeat(40))).toEqual([]);
});

test.each([
  ['a push', { repository: { pushed_at: 1772445600 } }, 'kim', '2026-03-02T10:00:00.000Z'],
  [
    'a run by hand',
    { repository: { pushed_at: '2026-03-02T11:00:00+01:00' } },
    'kim',
    '2026-03-02T10:00:00.000Z',
  ],
  [
    'a pull request that somebody else set going',
    {
      pull_request: {
        base: { sha: nothing },
        user: { login: 'lee' },
        updated_at: '2026-03-02T10:00:00Z',
      },
      repository: { pushed_at: '2020-01-01T00:00:00Z' },
    },
    'lee',
    '2026-03-02T10:00:00.000Z',
  ],
])('%s says who submitted, and when GitHub got it', async (_, event, login, submittedAt) => {
  await using folder = await temporaryFolder();
  await commit(folder.path, { 'README.md': '' });
  const file = join(folder.path, 'event.json');
  await writeFile(file, JSON.stringify(event));

  const occasion = await onGithub(folder.path, { GITHUB_EVENT_PATH: file, GITHUB_ACTOR: 'kim' });

  expect(occasion).toMatchObject({ login, submittedAt });
});

test('outside of a step of GitHub Actions it is one clear line', async () => {
  await expect(onGithub('.', {})).rejects.toThrow('expected GITHUB_EVENT_PATH to be set');
});
