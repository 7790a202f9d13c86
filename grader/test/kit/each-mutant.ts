import { describe, expect, test } from 'vitest';
import { applyMutant, mutantsOf } from '../../src/kit/mutant.ts';
import type { Part } from '../../src/result/model.ts';
import { grade, temporaryFolder, titlesOf } from './grade.ts';

/** Grades every mutant of one part; a file a part lets two of them be graded side by side. */
export async function eachMutantOf(exercise: string, part: Part): Promise<void> {
  // What is measured says nothing of a mutant: with a tier it is left out.
  const checks = part === 'comparison' ? ['--tier', 'core'] : ['--bonus'];
  const options = ['--only', part, ...checks];
  const mutants = (await mutantsOf(exercise)).filter((mutant) => mutant.part === part);

  describe(`each ${part} mutant of ${exercise} fails the checks it names and no others`, () => {
    test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
      '%s',
      { timeout: 240_000 },
      async (_, mutant) => {
        await using folder = await temporaryFolder();
        applyMutant(exercise, mutant, folder.path);

        const { result } = await grade(exercise, '--submission', folder.path, ...options);

        const undecided = [...titlesOf(result, 'inconclusive'), ...titlesOf(result, 'errored')];
        expect({ failed: titlesOf(result, 'failed'), undecided }).toEqual({
          failed: mutant.fails,
          undecided: [],
        });
      },
    );
  });
}
