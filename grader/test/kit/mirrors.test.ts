import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { projectRoot } from '../../src/server/environment.ts';
import { allExercises } from '../../src/submission/exercises.ts';
import { needSolutions } from '../need-solutions.ts';

beforeEach(needSolutions);

/** What a student writes, and what only one side has. */
const written =
  /^((async|sync)\/(app|authors|moderation)|async\/(limiter|mail|files|file-thread|runner|upload|speech|history|rooms|member)|measure)\.ts$|^(prediction\.json|COMPARE\.md|package\.json)$/;
const onlyInExercise = ['README.md'];
const onlyInSolution = /^(SOLUTION\.md|test|mutants|alternatives|core-only|hidden)/;

test.each(allExercises())('exercises/%s and its solution mirror each other', (exercise) => {
  const [starter, solution] = ['exercises', 'solutions'].map((side) =>
    filesBelow(join(projectRoot, side, exercise)),
  );
  const expected = solution?.filter((file) => !onlyInSolution.test(file));

  expect(starter?.filter((file) => !onlyInExercise.includes(file))).toEqual(expected);
});

test.each(allExercises())('what exercises/%s gives is the same on both sides', (exercise) => {
  const given = filesBelow(join(projectRoot, 'exercises', exercise)).filter(
    (file) => !written.test(file) && !onlyInExercise.includes(file),
  );

  for (const file of given) {
    const [starter, solution] = ['exercises', 'solutions'].map((side) =>
      readFileSync(join(projectRoot, side, exercise, file), 'utf8'),
    );
    expect(starter, file).toBe(solution);
  }
});

test.each(allExercises())(
  'each hole of exercises/%s says TODO, and no solution does',
  (exercise) => {
    const holes = filesBelow(join(projectRoot, 'exercises', exercise)).filter(
      (file) => file.endsWith('.ts') && written.test(file),
    );

    expect(holes.length).toBeGreaterThan(0);
    for (const file of holes) {
      expect(readFileSync(join(projectRoot, 'exercises', exercise, file), 'utf8'), file).toContain(
        'TODO: ',
      );
      expect(
        readFileSync(join(projectRoot, 'solutions', exercise, file), 'utf8'),
        file,
      ).not.toContain('TODO');
    }
  },
);

function filesBelow(folder: string): string[] {
  const files = globSync('**/*', { cwd: folder, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(folder.length + 1))
    .filter((file) => !/(^|\/)(node_modules|\.)/.test(file))
    .sort();
}
