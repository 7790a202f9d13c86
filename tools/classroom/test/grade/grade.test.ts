import { cp, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordHandedOut } from '../../src/files/handed-out.ts';
import { kitFiles } from '../../src/files/kit-files.ts';
import { writeFiles } from './write-files.ts';
import { resultsSchema } from '@overlap/grader/report/json.ts';
import { kitCopy } from '../seal/kit-copy.ts';

const kit = await kitCopy();
const checkout = kit.beside('ada');
const reports = kit.beside('reports');
const secret = 'fifty readers are served at once';
const late = "one page's three lookups are made together";

const course = (exercises: unknown, version = '1.0.0') =>
  writeFile(join(kit.root, 'course.json'), JSON.stringify({ kit: version, exercises }));
const grade = (...words: string[]) =>
  kit.run('tools/classroom/bin/classroom.js', 'grade', checkout, '--plain', ...words);
const report = (name: string) => readFile(join(reports, name), 'utf8');
const resultsIn = async (name: string) => resultsSchema.parse(JSON.parse(await report(name)));

const blog = {
  tiers: ['core'],
  points: { [`async: ${secret}`]: 20 },
  visibility: { [`async: ${secret}`]: 'hidden', [`async: ${late}`]: 'after_due_date' },
  due: '2026-03-02T12:00:00+01:00',
  extensions: { Ada: '2999-01-01T00:00:00Z' },
};

beforeAll(async () => {
  // A student who works on the blog, has deleted the tasks, and tries to help the grader.
  const files = await kitFiles('student', ['01-blog']);
  recordHandedOut(files, kit.root);
  await writeFiles(checkout, files);
  await writeFile(
    join(checkout, 'grader/src/result/score.ts'),
    'export const scoreOf = () => 100;',
  );
  await writeFile(join(checkout, 'package.json'), '{ "type": "module" }');
});
afterAll(() => kit[Symbol.asyncDispose]());

describe('the grading of record', { timeout: 300_000 }, () => {
  test('grades what the course asks for; students read only sums of what is kept from them', async () => {
    await course({ '01-blog': blog, '02-tasks': { tiers: ['core'] } });
    const emit = ['json', 'gradescope', 'junit', 'ctrf'].flatMap((format) => [
      '--emit',
      `${format}=${join(reports, format)}`,
    ]);

    const { exitCode, output } = await grade('--login', 'ada', '--emit', 'github', ...emit);

    expect(exitCode, output).toBe(1);
    const [first, second] = await resultsIn('json');
    expect(first).toMatchObject({
      exercise: '01-blog',
      complete: true,
      score: { possible: 74, undecided: 0 },
    });
    expect(first!.checks.find(({ title }) => title === secret)).toMatchObject({
      verdict: 'skipped',
      points: 20,
      visibility: 'hidden',
    });
    expect(first!.checks.map(({ tier }) => tier)).not.toContain('stretch');
    expect(first!.deadline).toMatchObject({ extendedFor: 'Ada', lateMs: 0 });
    const missing = 'expected exercises/02-tasks/submission.json in';
    expect(second).toMatchObject({
      exercise: '02-tasks',
      complete: true,
      score: { earned: 0, decided: 70 },
    });
    expect(new Set(second!.checks.map(({ message }) => message)).size).toBe(1);
    const changed =
      '2 files of the kit were changed and not used: grader/src/result/score.ts, package.json.';
    for (const text of [output, await report('junit'), await report('ctrf')]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain(late.slice(4));
      expect(text).toContain('core checks that your instructor keeps');
      expect(text).toContain(changed);
      expect(text).toContain(missing);
      expect(text).not.toContain('--submission');
    }
    const { tests } = JSON.parse(await report('gradescope')) as {
      tests: { name: string; visibility: string }[];
    };
    const kept = tests.filter(({ visibility }) => visibility !== 'visible');
    expect(kept.map(({ name }) => name)).toEqual([
      `01-blog async: ${secret}`,
      `01-blog async: ${late}`,
    ]);
  });

  test('shows an instructor all of it, and how late it came', async () => {
    await course({ '02-tasks': { due: '2026-03-02T12:00:00+01:00' } });

    const { exitCode, output } = await grade(
      '--submitted-at',
      '2026-03-02T12:30:00Z',
      '--exercises',
      'tasks',
    );

    expect(exitCode).toBe(1);
    expect(output).toContain('02-tasks came 1 h 30 min late (due 2026-03-02T12:00:00+01:00).');
    expect(output).toContain(`--submission ${checkout}`);
    expect(output).toMatch(/changed and not used/);
    expect(output).not.toContain('your instructor keeps');
  });

  test('an exercise that is a link out of the checkout costs only its own points', async () => {
    const elsewhere = kit.beside('bob');
    await cp(checkout, elsewhere, { recursive: true, filter: (path) => !path.endsWith('01-blog') });
    await symlink(join(checkout, 'exercises/01-blog'), join(elsewhere, 'exercises/01-blog'));
    await course({ '01-blog': { tiers: ['core'] } });

    const { exitCode, output } = await kit.run(
      'tools/classroom/bin/classroom.js',
      'grade',
      elsewhere,
      '--plain',
    );

    expect(exitCode).toBe(1);
    expect(output).toContain('got a link out of it');
    expect(output).toContain('Score: 0 of 70 points');
  });
});

describe('what cannot be graded is one clear line', { timeout: 60_000 }, () => {
  const line = async (...words: string[]) => {
    const { exitCode, output } = await grade(
      '--emit',
      `junit=${join(reports, 'never.xml')}`,
      ...words,
    );
    expect(exitCode).toBe(2);
    expect(await readdir(reports).catch(() => [])).not.toContain('never.xml');
    return output.trim();
  };

  test.each([
    ['the version of another kit', {}, '0.9.0', /^course\.json: kit: expected "1\.0\.0".*$/],
    ['an unknown exercise', { '04-game': {} }, '1.0.0', /^course\.json: exercises: .*"04-game".*$/],
    [
      'an unknown check',
      { '01-blog': { points: { 'async: fifty reader': 3 } } },
      '1.0.0',
      /^course\.json: exercises\.01-blog\.points: expected a check.*the nearest is "async: .*"$/,
    ],
  ])('%s in course.json', async (_, exercises, version, expected) => {
    await course(exercises, version);

    expect(await line()).toMatch(expected);
  });

  test('an exercise that the course has not, a time without a zone, a folder that is none', async () => {
    await course({ '01-blog': {} });

    expect(await line('--exercises', 'chat')).toBe(
      'expected an exercise of course.json (01-blog), got "03-chat"',
    );
    expect(await line('--submitted-at', '2026-03-02T12:30:00')).toBe(
      'expected a time with a zone, such as 2026-12-01T23:59:00+01:00, got "2026-03-02T12:30:00"',
    );
    const { exitCode, output } = await kit.run(
      'tools/classroom/bin/classroom.js',
      'grade',
      'nowhere',
    );
    expect([exitCode, output]).toEqual([2, 'expected a folder to grade, got "nowhere"']);
  });
});
