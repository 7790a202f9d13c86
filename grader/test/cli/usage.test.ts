import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emitters } from '../../src/report/emit/emitters.ts';
import { temporaryFolder } from '../kit/grade.ts';
import { overlap } from './overlap.ts';

const timeout = 60_000;

describe('what is wrong with a command line is said in one line, with exit code 2', () => {
  test.each([
    ['grade --onyl sync', "unknown option '--onyl' (Did you mean --only?)"],
    ['grade nope', 'expected an exercise (blog, tasks, chat), got "nope"'],
    ['grade blog --only both', 'Allowed choices are sync, async, measure, comparison'],
    ['grade blog --tier hard', 'Allowed choices are core, stretch, bonus'],
    ['grade blog --require some', 'Allowed choices are core, all'],
    ['grade blog --seed soon', 'Expected a whole number from 0'],
    ['grade blog --seed -1', 'Expected a whole number from 0'],
    ['grade blog twice', 'too many arguments'],
    ['grade blog --submission ./no-such-folder', 'expected --submission to be a folder'],
    ['grade blog --submission . --solutions', 'cannot be used with'],
    ['grade blog --hidden --watch', 'cannot be used with'],
    ['grade blog --watch --next', 'cannot be used with'],
    ['grade blog --check no-such-title', 'none has "no-such-title" in its title'],
    ['serve', "missing required argument 'exercise'"],
    ['serve blog both', 'Allowed choices are sync, async'],
    ['serve blog async --delay soon', 'Expected a whole number from 0'],
    ['compare nope', 'expected an exercise (blog, tasks, chat), got "nope"'],
    ['grde', "unknown command 'grde' (Did you mean grade?)"],
  ])('%s', { timeout }, async (line, expected) => {
    const { exitCode, output } = await overlap(...line.split(' '));

    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toContain(expected);
    expect(exitCode).toBe(2);
  });
});

test('a submission without submission.json is refused in one line', { timeout }, async () => {
  await using folder = await temporaryFolder();

  const { exitCode, output } = await overlap('grade', 'blog', '--submission', folder.path);

  expect(output.trim()).toBe(`submission.json is missing in ${folder.path}`);
  expect(exitCode).toBe(2);
});

test(
  'a command that does not exist fails every check that needs it, and says so',
  { timeout },
  async () => {
    await using folder = await temporaryFolder();
    const command = ['no-such-program', 'app.ts'];
    const manifest = { exercise: '01-blog', sync: { command }, async: { command } };
    await writeFile(join(folder.path, 'submission.json'), JSON.stringify(manifest));

    const { exitCode, output } = await overlap(
      'grade',
      'blog',
      '--submission',
      folder.path,
      '--only',
      'sync',
      '--plain',
    );

    expect(output).toContain(
      'the sync server did not start: the command "no-such-program" was not found',
    );
    expect(exitCode).toBe(1);
  },
);

test('--help explains every option', { timeout }, async () => {
  const { exitCode, output } = await overlap('grade', '--help');

  for (const option of [
    '--only',
    '--check',
    '--next',
    '--tier',
    '--require',
    '--seed',
    '--emit',
    '--json',
    '--submission',
    '--solutions',
    '--hidden',
    '--watch',
    '--plain',
    '--verbose',
    ...Object.keys(emitters),
    'github',
  ]) {
    expect(output).toContain(option);
  }
  expect(exitCode).toBe(0);
});
