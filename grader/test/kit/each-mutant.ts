import { describe, expect, test } from 'vitest';
import { applyMutant, mutantsOf } from '../../src/kit/mutant.ts';
import type { Part } from '../../src/result/model.ts';
import { gradeBlog, temporaryFolder, titlesOf } from './grade.ts';

/** Grades every mutant of one part; a file a part lets two of them be graded side by side. */
export async function eachMutantOf(part: Part): Promise<void> {
  const mutants = (await mutantsOf('01-blog')).filter((mutant) => mutant.part === part);

  describe(`each ${part} mutant of the blog fails the checks it names and no others`, () => {
    test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
      '%s',
      { timeout: 240_000 },
      async (_, mutant) => {
        await using folder = await temporaryFolder();
        applyMutant('01-blog', mutant, folder.path);

        const { result } = await gradeBlog('--submission', folder.path, '--only', part);

        const undecided = [...titlesOf(result, 'inconclusive'), ...titlesOf(result, 'errored')];
        expect({ failed: titlesOf(result, 'failed'), undecided }).toEqual({
          failed: mutant.fails,
          undecided: [],
        });
      },
    );
  });
}
