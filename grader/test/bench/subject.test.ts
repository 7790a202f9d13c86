import { expect, test } from 'vitest';
import { subjectsOf } from '../../bench/subject.ts';
import { stressed } from '../../bench/stressed.ts';
import { allExercises } from '../../src/submission/exercises.ts';
import { temporaryFolder } from '../kit/grade.ts';

test('every exercise is stressed', () => {
  expect(stressed.map(({ exercise }) => exercise)).toEqual(allExercises());
});

test.each(stressed.map((one) => [one.exercise, one] as const))(
  'the subjects of %s are those that are named, and those of --short are among them',
  async (_, one) => {
    await using folder = await temporaryFolder();

    const { subjects, missing } = await subjectsOf(one, folder.path);

    const names = subjects.map(({ name }) => name);
    expect(names).toContain('solution');
    const wrong = subjects.filter(({ fails }) => fails.length > 0);
    expect(wrong.map(({ name }) => name)).toEqual(one.mutants.map((name) => `mutant ${name}`));
    const short = Object.values(one.short.subjects).flat();
    expect(short.filter((name) => ![...names, ...missing].includes(name))).toEqual([]);
  },
);
