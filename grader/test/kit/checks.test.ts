import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import type { DeclaredCheck } from '../../src/engine/list-checks.ts';
import { hiddenMutantsOf, mutantsOf, type Mutant } from '../../src/kit/mutant.ts';
import { projectRoot } from '../../src/server/environment.ts';
import { needSolutions } from '../need-solutions.ts';

// Checks are declared inside of a Vitest of their own, which cannot run inside of this one.
const script = `
import { generatedFiles } from './grader/src/kit/generated.ts';
import { heldBackOf } from './grader/src/engine/held-back.ts';
import { listChecks } from './grader/src/engine/list-checks.ts';
import { hiddenChecksOf } from './grader/src/kit/hidden-checks.ts';
import { hasSolutions } from './grader/src/kit/solutions.ts';
import { allExercises } from './grader/src/submission/exercises.ts';
const exercises = [];
for (const exercise of allExercises()) {
  const also = hasSolutions() ? hiddenChecksOf(exercise) : [];
  const all = await listChecks(exercise, also);
  const isHidden = ({ visibility }) => visibility === 'hidden';
  const [hidden, checks] = [all.filter(isHidden), all.filter((one) => !isHidden(one))];
  exercises.push([exercise, { checks, hidden, heldBack: heldBackOf(exercise) }]);
}
console.log(JSON.stringify({ exercises, files: [...(await generatedFiles())] }));
`;
const { stdout } = await execa('node', ['--input-type=module', '-e', script], { cwd: projectRoot });
const { exercises, files } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
  exercises: [string, { checks: DeclaredCheck[]; hidden: DeclaredCheck[]; heldBack: number }][];
  files: [string, string][];
};

describe.each(exercises)('the checks of %s', (exercise, { checks, hidden, heldBack }) => {
  const keysOf = (some: DeclaredCheck[]) => some.map(({ part, title }) => `${part}: ${title}`);
  const [keys, hiddenKeys] = [keysOf(checks), keysOf(hidden)];

  test('add up to 70 points of core and 30 of stretch', () => {
    const points = (tier: string) =>
      checks.filter((check) => check.tier === tier).reduce((sum, check) => sum + check.points, 0);

    expect([points('core'), points('stretch'), points('prerequisite')]).toEqual([70, 30, 0]);
  });

  test('have at least four more that are hidden, for the points that are held back', (context) => {
    needSolutions(context);

    expect(hidden.length).toBeGreaterThanOrEqual(4);
    expect(new Set(hidden.map(({ tier }) => tier))).toEqual(new Set(['stretch']));
    expect(hidden.reduce((sum, { points }) => sum + points, 0)).toBe(heldBack);
    expect(heldBack).toBe(10);
  });

  test.each(
    [...checks, ...hidden].map((check) => [`${check.part}: ${check.title}`, check] as const),
  )('say what "%s" proves, hint at a cause and read as one line', (_, check) => {
    expect(check.title).toMatch(/^.{10,69}[^.]$/);
    expect(check.proves).toMatch(/^[A-Z0-9/].*\.$/s);
    expect(check.hint).toMatch(/^[A-Z].*\.$/s);
    // At most two sentences.
    expect(check.hint.split(/\. (?=[A-Z])/).length).toBeLessThanOrEqual(2);
    for (const needed of check.needs ?? []) {
      expect(checks).toContainEqual(expect.objectContaining({ part: check.part, title: needed }));
    }
  });

  test('have titles that are given once in a part', () => {
    const all = [...keys, ...hiddenKeys];

    expect(new Set(all).size).toBe(all.length);
  });

  test('are there when a mutant names them', async (context) => {
    needSolutions(context);
    const mutants = await mutantsOf(exercise);
    const named = keysNamedBy(mutants);

    expect(named.filter((key) => !keys.includes(key))).toEqual([]);
    expect(new Set(mutants.map(({ part, name }) => `${part}: ${name}`)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(25);
  });

  test('fail each for a mutant of its part', async (context) => {
    needSolutions(context);
    const named = keysNamedBy(await mutantsOf(exercise));
    const missing = keys.filter((key) => !named.includes(key));

    expect(missing, `no mutant names: ${missing.join('; ')}`).toEqual([]);
  });

  test('fail each for a mutant that no visible one catches, when they are hidden', async (context) => {
    needSolutions(context);
    const mutants = await hiddenMutantsOf(exercise);

    expect(new Set(keysNamedBy(mutants))).toEqual(new Set(hiddenKeys));
    expect(new Set(mutants.map(({ part, name }) => `${part}: ${name}`)).size).toBe(mutants.length);
  });
});

test.each(files)('%s follows from the code (npm run generate)', async (path, text) => {
  await expect(text).toMatchFileSnapshot(`${projectRoot}/${path}`);
});

function keysNamedBy(mutants: readonly Mutant[]): string[] {
  return mutants.flatMap(({ part, fails }) => fails.map((title) => `${part}: ${title}`));
}
