import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GradeOptions } from '../../src/engine/grade-exercise.ts';
import { hiddenChecksOf } from '../../src/kit/hidden-checks.ts';
import { applyMutant, hiddenMutantsOf, mutantsOf, type Mutant } from '../../src/kit/mutant.ts';
import { hasSolutions } from '../../src/kit/solutions.ts';
import type { Part } from '../../src/result/model.ts';
import { needSolutions } from '../need-solutions.ts';
import { temporaryFolder, titlesOf } from './grade.ts';
import { startGrader, type Grader } from './start-grader.ts';

/** Which of the mutants of a part are meant, by their place: `share` 1 `of` 2 is the first, the third ... */
interface Share {
  readonly share: number;
  readonly of: number;
}

/** Grades the mutants of one part; files of their own let two of them be graded side by side. */
export async function eachMutantOf(
  exercise: string,
  part: Part,
  { share, of }: Share = { share: 1, of: 1 },
): Promise<void> {
  // What is measured says nothing of a mutant: with a tier it is left out.
  const checks = part === 'comparison' ? ({ tier: 'core' } as const) : { bonus: true };
  const mutants = (hasSolutions() ? await mutantsOf(exercise) : [])
    .filter((mutant) => mutant.part === part)
    .filter((_, index) => index % of === share - 1);
  describe(`each ${part} mutant of ${exercise} fails the checks it names and no others`, () => {
    failWhatTheyName(exercise, mutants, () => checks);
  });
}

/** Grades the mutants that no visible check catches. */
export async function eachHiddenMutantOf(exercise: string): Promise<void> {
  const mutants = hasSolutions() ? await hiddenMutantsOf(exercise) : [];
  describe(`each hidden mutant of ${exercise} fails the hidden checks it names alone`, () => {
    failWhatTheyName(exercise, mutants, ({ part }) => ({
      bonus: true,
      also: hiddenChecksOf(exercise, part),
    }));
  });
}

function failWhatTheyName(
  exercise: string,
  mutants: readonly Mutant[],
  checksFor: (mutant: Mutant) => Partial<GradeOptions>,
): void {
  let grader: Grader;
  beforeAll(() => void (grader = startGrader()));
  afterAll(() => grader[Symbol.asyncDispose]());

  test('there are some', (context) => {
    needSolutions(context);
    expect(mutants).not.toEqual([]);
  });
  test.each(mutants.map((mutant) => [`${mutant.part}: ${mutant.name}`, mutant] as const))(
    '%s',
    { timeout: 240_000 },
    async (_, mutant) => {
      await using folder = await temporaryFolder();
      applyMutant(exercise, mutant, folder.path);
      const { part: only } = mutant;
      const seed = randomInt(1, 1_000_000);
      const options = { submission: folder.path, only, seed, ...checksFor(mutant) };

      const result = await grader.grade(exercise, options);

      const undecided = [...titlesOf(result, 'inconclusive'), ...titlesOf(result, 'errored')];
      const failed = titlesOf(result, 'failed').toSorted();
      expect({ failed, undecided }, `with the seed ${seed}`).toEqual({
        failed: mutant.fails.toSorted(),
        undecided: [],
      });
    },
  );
}
