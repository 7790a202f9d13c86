import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GradeOptions } from '../../src/engine/grade-exercise.ts';
import { hiddenChecksOf } from '../../src/kit/hidden-checks.ts';
import { applyMutant, hiddenMutantsOf, mutantsOf, type Mutant } from '../../src/kit/mutant.ts';
import { hasSolutions } from '../../src/kit/solutions.ts';
import { needSolutions } from '../need-solutions.ts';
import { coverageOf, type Coverage } from './coverage.ts';
import { temporaryFolder, titlesOf } from './grade.ts';
import { startGrader, type Grader } from './start-grader.ts';

const timeout = 240_000;

/** Grades the mutants of a half by the checks that run what they change. */
export async function eachMutantOfHalf(exercise: string, half: 'sync' | 'async'): Promise<void> {
  const isMeant = ({ part }: Mutant) => part === half;
  const visible = hasSolutions() ? (await mutantsOf(exercise)).filter(isMeant) : [];
  const hidden = hasSolutions() ? (await hiddenMutantsOf(exercise)).filter(isMeant) : [];
  const mutants = [
    ...visible.map((mutant) => ({ mutant, isHidden: false })),
    ...hidden.map((mutant) => ({ mutant, isHidden: true })),
  ];

  describe(`each ${half} mutant of ${exercise} fails the checks it names and no others`, () => {
    let grader: Grader;
    let coverage: Coverage;
    beforeAll(async () => {
      grader = startGrader();
      if (hasSolutions()) coverage = await coverageOf(exercise, half);
    }, timeout);
    afterAll(() => grader[Symbol.asyncDispose]());

    test('there are some, and the solution passes every check', (context) => {
      needSolutions(context);
      expect(mutants).not.toEqual([]);
      const { checks } = coverage.result;
      expect(checks.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    });

    for (const { mutant, isHidden } of mutants) {
      const kind = isHidden ? 'past the visible checks, ' : '';
      test(`${kind}${mutant.name}`, { timeout }, async () => {
        const covering = coverage.titlesFor(mutant);
        const asked = coverage.result.checks
          .filter(({ visibility }) => isHidden || visibility !== 'hidden')
          .map(({ title }) => title)
          .filter((title) => covering?.has(title) ?? true);
        expect(asked).toEqual(expect.arrayContaining(mutant.fails));

        const also = isHidden ? hiddenChecksOf(exercise, half) : [];
        await expectToFail(grader, exercise, mutant, { checks: asked, also });
      });
    }
  });
}

/** Grades the mutants of a part that is no server, by all checks of the part. */
export async function eachMutantOfPart(
  exercise: string,
  part: 'measure' | 'comparison',
): Promise<void> {
  const all = hasSolutions() ? await mutantsOf(exercise) : [];
  const mutants = all.filter((mutant) => mutant.part === part);

  describe(`each ${part} mutant of ${exercise} fails the checks it names and no others`, () => {
    let grader: Grader;
    beforeAll(() => void (grader = startGrader()));
    afterAll(() => grader[Symbol.asyncDispose]());

    test('there are some', (context) => {
      needSolutions(context);
      expect(mutants).not.toEqual([]);
    });

    test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
      '%s',
      { timeout },
      async (_, mutant) => {
        // What is measured says nothing of a mutant: with a tier it is left out.
        const options = part === 'comparison' ? ({ tier: 'core' } as const) : { bonus: true };
        await expectToFail(grader, exercise, mutant, options);
      },
    );
  });
}

async function expectToFail(
  grader: Grader,
  exercise: string,
  mutant: Mutant,
  options: Partial<GradeOptions>,
): Promise<void> {
  await using folder = await temporaryFolder();
  applyMutant(exercise, mutant, folder.path);
  const seed = randomInt(1, 1_000_000);

  const result = await grader.grade(exercise, {
    submission: folder.path,
    only: mutant.part,
    seed,
    ...options,
  });

  const undecided = [...titlesOf(result, 'inconclusive'), ...titlesOf(result, 'errored')];
  const failed = titlesOf(result, 'failed').toSorted();
  expect({ failed, undecided }, `with the seed ${seed}`).toEqual({
    failed: mutant.fails.toSorted(),
    undecided: [],
  });
}
