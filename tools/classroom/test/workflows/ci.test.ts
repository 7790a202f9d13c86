import { expect, test } from 'vitest';
import { commit, temporaryFolder } from '../occasion/repository.ts';
import { createRunner } from './runner.ts';
import { stepsOf } from './steps.ts';

const step = stepsOf('.github/workflows/ci.yml').find(
  ({ name }) => name === 'Find out since when',
)!;

test.each([
  ['a push is checked since what was there before', (commits: string[]) => commits[1]!, 1],
  ['the first push is checked since the first commit', () => '0'.repeat(40), 0],
  ['a push onto commits that are gone is checked since the first commit', () => 'a'.repeat(40), 0],
])('%s', async (_, before, expected) => {
  await using folder = await temporaryFolder();
  const runner = await createRunner({ folder: folder.path, event: {}, variables: {} });
  const commits: string[] = [];
  for (const text of ['1', '2', '3']) {
    commits.push(await commit(runner.workspace, { 'README.md': text }));
  }

  const { exitCode } = await runner.run({ ...step, env: { BEFORE: before(commits) } });

  expect(exitCode).toBe(0);
  expect(runner.environment['NX_BASE']).toBe(commits[expected]);
});
