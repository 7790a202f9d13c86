import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createOutput } from '../../src/output/output.ts';
import { requestOf } from '../../src/output/request.ts';
import { mixed, unfinished } from '../report/emit/cases.ts';
import { temporaryFolder } from '../kit/grade.ts';

function outputOf(texts: readonly string[], environment: Record<string, string> = {}) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const output = createOutput(texts.map(requestOf), { environment, print });
  return { ...output, printed: () => printed.join('') };
}

test('several formats are written, and again whenever more is known', async () => {
  await using folder = await temporaryFolder();
  const [ctrf, junit] = [join(folder.path, 'ctrf.json'), join(folder.path, 'made/junit.xml')];
  const output = outputOf([`ctrf=${ctrf}`, `junit=${junit}`]);

  output.begin();
  expect(await readdir(folder.path)).toEqual([]);
  output.update([unfinished]);
  expect(await readFile(ctrf, 'utf8')).toContain('"complete": false');
  expect(output.finish([mixed])).toEqual([]);

  expect(await readFile(ctrf, 'utf8')).toContain('"complete": true');
  expect(await readFile(junit, 'utf8')).toContain('fifty readers');
  expect(output.printed()).toBe('');
});

test('each file is named once', () => {
  expect(() => outputOf(['ctrf=a.json', 'json=./a.json'])).toThrow('a.json twice');
  expect(() => outputOf(['github', 'github'])).toThrow('twice');
});

test('what cannot be written in the end is told, and the others are written', async () => {
  await using folder = await temporaryFolder();
  const [lost, kept] = [join(folder.path, 'folder/a.json'), join(folder.path, 'b.json')];
  await mkdir(join(folder.path, 'folder'));
  const output = outputOf([`json=${lost}`, `ctrf=${kept}`]);
  await rm(join(folder.path, 'folder'), { recursive: true });
  await writeFile(join(folder.path, 'folder'), 'now a file');

  output.update([unfinished]);
  const problems = output.finish([mixed]);

  expect(problems).toEqual([expect.stringContaining(`cannot write ${lost}: `)]);
  expect(await readFile(kept, 'utf8')).toContain('"complete": true');
});

test('variables that a format needs are looked for at once', () => {
  expect(() => outputOf(['classroom50=result.json'])).toThrow(
    '--emit classroom50: expected CLASSROOM to be set',
  );
});

describe('github', () => {
  test('fences what is printed, then annotates; scores for Autolab come last', () => {
    const output = outputOf(['autolab', 'github']);

    output.begin();
    const [, token = ''] = /^::stop-commands::([\da-f]{32})\n$/.exec(output.printed()) ?? [];
    output.update([unfinished]);
    expect(output.printed()).toBe(`::stop-commands::${token}\n`);
    output.finish([mixed]);

    const lines = output.printed().trimEnd().split('\n');
    expect(lines[1]).toBe(`::${token}::`);
    expect(lines[2]).toMatch(/^::error title=/);
    expect(lines.at(-1)).toBe('{"scores":{"01-blog":15},"scoreboard":[15]}');
  });

  test('no two tokens are the same', () => {
    const tokens = [outputOf(['github']), outputOf(['github'])].map((output) => {
      output.begin();
      const text = output.printed();
      output.finish([mixed]);
      return text;
    });

    expect(new Set(tokens).size).toBe(2);
  });

  test('adds to the summary of the step, and replaces only its own part', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'summary.md');
    await writeFile(file, '# Built');
    const output = outputOf(['github'], { GITHUB_STEP_SUMMARY: file });

    output.update([unfinished]);
    expect(await readFile(file, 'utf8')).toContain('82 undecided');
    output.finish([mixed]);

    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/^# Built\n## Overlap\n/);
    expect(text.match(/## Overlap/g)).toHaveLength(1);
  });

  test('a summary that cannot be written is told before anything is graded', async () => {
    await using folder = await temporaryFolder();

    expect(() => outputOf(['github'], { GITHUB_STEP_SUMMARY: folder.path })).toThrow(
      'cannot write GITHUB_STEP_SUMMARY',
    );
  });
});
