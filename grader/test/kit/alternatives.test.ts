import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alternativesOf, folderFor, isMissing } from '../../src/kit/alternative.ts';
import type { Result } from '../../src/result/model.ts';
import { hiddenChecksOf } from '../../src/kit/hidden-checks.ts';
import { hasSolutions } from '../../src/kit/solutions.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { allExercises } from '../../src/submission/exercises.ts';
import { needSolutions } from '../need-solutions.ts';
import { grade, titlesOf } from './grade.ts';
import { startGrader, type Grader } from './start-grader.ts';

const timeout = 240_000;

let grader: Grader;
beforeAll(() => void (grader = startGrader()));
afterAll(() => grader[Symbol.asyncDispose]());

for (const exercise of allExercises()) {
  const alternatives = hasSolutions() ? await alternativesOf(exercise) : [];

  describe(`each alternative for ${exercise} passes every check of its half`, () => {
    for (const alternative of alternatives) {
      const { name, part } = alternative;
      test.skipIf(isMissing(alternative))(`${part}: ${name}`, { timeout }, async () => {
        const result = await grader.grade(exercise, {
          submission: folderFor(exercise, name),
          only: part,
          bonus: true,
          also: hiddenChecksOf(exercise, part),
          seed: randomInt(1, 1_000_000),
        });

        expect(notPassed(result.checks), `with the seed ${result.seed}`).toEqual([]);
        expect(result.score).toMatchObject({ earned: result.score.possible, undecided: 0 });
      });
    }

    test('and each folder of alternatives with a submission is among them', (context) => {
      needSolutions(context);
      const folders = readdirSync(folderFor(exercise)).filter((name) =>
        existsSync(join(folderFor(exercise, name), 'submission.json')),
      );

      expect(folders.sort()).toEqual(alternatives.map(({ name }) => name).sort());
    });
  });

  test(
    `a submission for ${exercise} without stretch work earns every core point`,
    { timeout },
    async (context) => {
      needSolutions(context);
      const submission = join(projectRoot, 'solutions', exercise, 'core-only');

      const { result } = await grade(exercise, '--submission', submission);

      expect(notPassed(result.checks.filter(({ tier }) => tier !== 'stretch'))).toEqual([]);
      expect(titlesOf(result, 'inconclusive')).toEqual([]);
      expect(result.score.earned).toBeGreaterThanOrEqual(68);
      expect(result.score.earned).toBeLessThanOrEqual(72);
    },
  );
}

/** What the checks that did not pass have said. */
function notPassed(checks: Result['checks']): string[] {
  const others = checks.filter(({ verdict }) => verdict !== 'passed');
  return others.map(({ verdict, title, message = '' }) => `${verdict}: ${title}: ${message}`);
}
