import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { DeclaredCheck } from '../../src/engine/list-checks.ts';
import { mutantsOf } from '../../src/kit/mutant.ts';
import { projectRoot } from '../../src/server/environment.ts';

// Checks are declared inside of a Vitest of their own, which cannot run inside of this one.
const script = `
import { generatedFiles } from './grader/src/kit/generated.ts';
import { listChecks } from './grader/src/engine/list-checks.ts';
import { allExercises } from './grader/src/submission/exercises.ts';
const exercises = [];
for (const exercise of allExercises()) exercises.push([exercise, await listChecks(exercise)]);
console.log(JSON.stringify({ exercises, files: [...(await generatedFiles())] }));
`;
const { stdout } = await execa('node', ['--input-type=module', '-e', script], { cwd: projectRoot });
const { exercises, files } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
  exercises: [string, DeclaredCheck[]][];
  files: [string, string][];
};

describe.each(exercises)('the checks of %s', (exercise, checks) => {
  const keys = checks.map(({ part, title }) => `${part}: ${title}`);

  test('add up to 70 points of core and 30 of stretch', () => {
    const points = (tier: string) =>
      checks.filter((check) => check.tier === tier).reduce((sum, check) => sum + check.points, 0);

    expect([points('core'), points('stretch'), points('prerequisite')]).toEqual([70, 30, 0]);
  });

  test.each(checks.map((check) => [`${check.part}: ${check.title}`, check] as const))(
    'say what "%s" proves, hint at a cause and read as one line',
    (_, check) => {
      expect(check.title).toMatch(/^.{10,69}[^.]$/);
      expect(check.proves).toMatch(/^[A-Z0-9/].*\.$/s);
      expect(check.hint).toMatch(/^[A-Z].*\.$/s);
      // At most two sentences.
      expect(check.hint.split(/\. (?=[A-Z])/).length).toBeLessThanOrEqual(2);
      for (const needed of check.needs ?? []) {
        expect(checks).toContainEqual(expect.objectContaining({ part: check.part, title: needed }));
      }
    },
  );

  test('have titles that are given once in a part', () => {
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('are there when a mutant names them', async () => {
    const mutants = await mutantsOf(exercise);
    const named = mutants.flatMap(({ part, fails }) => fails.map((title) => `${part}: ${title}`));

    expect(named.filter((key) => !keys.includes(key))).toEqual([]);
    expect(new Set(mutants.map(({ part, name }) => `${part}: ${name}`)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(25);
  });

  test('fail each for a mutant of its part', async () => {
    const mutants = await mutantsOf(exercise);
    const named = mutants.flatMap(({ part, fails }) => fails.map((title) => `${part}: ${title}`));
    const missing = keys.filter((key) => !named.includes(key));

    expect(missing, `no mutant names: ${missing.join('; ')}`).toEqual([]);
  });
});

test.each(files)('%s follows from the code (npm run generate)', async (path, text) => {
  await expect(text).toMatchFileSnapshot(`${projectRoot}/${path}`);
});
