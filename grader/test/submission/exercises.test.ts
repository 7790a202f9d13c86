import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exerciseNamed, folderOf } from '../../src/submission/exercises.ts';
import { removeFolder, temporaryFolder } from '../fixtures/bench.ts';

let folder: string;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => removeFolder(folder));

function putExercise(path: string): string {
  const place = join(folder, path);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'submission.json'), '{}');
  return place;
}

test.each(['blog', '1', '01-blog'])('%s names the first exercise', (name) => {
  expect(exerciseNamed(name)).toBe('01-blog');
});

describe('--submission finds', () => {
  test('the folder itself', () => {
    expect(folderOf('01-blog', { submission: putExercise('.') })).toBe(join(folder, '.'));
  });

  test.each(['exercises/01-blog', '01-blog'])("%s in a student's repository", (path) => {
    const place = putExercise(path);

    expect(folderOf('01-blog', { submission: folder })).toBe(place);
  });

  test("no exercise that a student's repository has lost", () => {
    putExercise('exercises/01-blog');

    expect(() => folderOf('02-tasks', { submission: folder })).toThrow(
      `expected exercises/02-tasks/submission.json in "${folder}", got none`,
    );
  });

  test('no work that a link leads to', () => {
    putExercise('elsewhere');
    mkdirSync(join(folder, 'mine/exercises'), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'mine/exercises/01-blog'));

    expect(() => folderOf('01-blog', { submission: join(folder, 'mine') })).toThrow(
      'got a link out of it',
    );
  });
});
