import { execa } from 'execa';
import { expect, test } from 'vitest';
import type { DeclaredCheck } from '../../src/kit/list-checks.ts';
import { mutantsOf } from '../../src/kit/mutant.ts';
import { projectRoot } from '../../src/server/environment.ts';

// Checks are declared inside of a Vitest of their own, which cannot run inside of this one.
const script = `
import { generatedFiles } from './grader/src/kit/generated.ts';
import { listChecks } from './grader/src/kit/list-checks.ts';
const checks = await listChecks('01-blog');
console.log(JSON.stringify({ checks, files: [...(await generatedFiles())] }));
`;
const { stdout } = await execa('node', ['--input-type=module', '-e', script], { cwd: projectRoot });
const { checks, files } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
  checks: DeclaredCheck[];
  files: [string, string][];
};

test('the core checks of the blog add up to 70 points and the stretch checks to 30', () => {
  const points = (tier: string) =>
    checks.filter((check) => check.tier === tier).reduce((sum, check) => sum + check.points, 0);

  expect([points('core'), points('stretch'), points('prerequisite')]).toEqual([70, 30, 0]);
});

test.each(checks.map((check) => [`${check.part}: ${check.title}`, check] as const))(
  'the check "%s" says what it proves, hints at a cause and reads as one line',
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

test('titles are given once in a part', () => {
  const keys = checks.map(({ part, title }) => `${part}: ${title}`);

  expect(new Set(keys).size).toBe(keys.length);
});

test('every mutant names checks that exist', async () => {
  const keys = checks.map(({ part, title }) => `${part}: ${title}`);
  const mutants = await mutantsOf('01-blog');
  const named = mutants.flatMap(({ part, fails }) => fails.map((title) => `${part}: ${title}`));

  expect(named.filter((key) => !keys.includes(key))).toEqual([]);
  expect(new Set(mutants.map(({ part, name }) => `${part}: ${name}`)).size).toBe(mutants.length);
});

test('every check fails for a mutant of its part', async () => {
  const mutants = await mutantsOf('01-blog');
  const named = mutants.flatMap(({ part, fails }) => fails.map((title) => `${part}: ${title}`));
  const missing = checks
    .map(({ part, title }) => `${part}: ${title}`)
    .filter((key) => !named.includes(key));

  expect(missing, `no mutant names: ${missing.join('; ')}`).toEqual([]);
});

test.each(files)('%s follows from the code (npm run generate)', async (path, text) => {
  await expect(text).toMatchFileSnapshot(`${projectRoot}/${path}`);
});
