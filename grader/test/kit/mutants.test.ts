import { describe, expect, test } from 'vitest';
import { applyMutant, mutantsOf } from '../../src/kit/mutant.ts';
import { gradeBlog, temporaryFolder, titlesOf } from './grade.ts';

const mutants = await mutantsOf('01-blog');

describe('each mutant of the blog fails the checks it names and no others', () => {
  test.each(mutants.map((mutant) => [`${mutant.part}: ${mutant.name}`, mutant] as const))(
    '%s',
    { timeout: 240_000 },
    async (_, mutant) => {
      await using folder = await temporaryFolder();
      applyMutant('01-blog', mutant, folder.path);

      const { result } = await gradeBlog('--submission', folder.path, '--only', mutant.part);

      const undecided = [...titlesOf(result, 'inconclusive'), ...titlesOf(result, 'errored')];
      expect({ failed: titlesOf(result, 'failed'), undecided }).toEqual({
        failed: mutant.fails,
        undecided: [],
      });
    },
  );
});
