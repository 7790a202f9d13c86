import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../occasion/repository.ts';
import { classroom, textIn } from './classroom.ts';

let folder: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  folder = temporary.path;
  onTestFinished(() => temporary[Symbol.asyncDispose]());
});

async function refused(...words: readonly string[]): Promise<string> {
  const { exitCode, output } = await classroom(folder, ['export', ...words]);
  expect(exitCode).toBe(2);
  expect(output.split('\n')).toHaveLength(1);
  return output;
}

describe('export refuses, in one line and with nothing written,', () => {
  test('a folder that is not empty', async () => {
    mkdirSync(join(folder, 'class'));
    writeFileSync(join(folder, 'class/mine.txt'), 'mine');
    expect(await refused('class')).toBe(
      `expected "class" to be empty; --update renews the kit's files in it`,
    );
    expect(readdirSync(folder)).toEqual(['class']);
    expect(readdirSync(join(folder, 'class'))).toEqual(['mine.txt']);
  });

  test('a file, and a place below one', async () => {
    writeFileSync(join(folder, 'file'), 'mine');
    expect(await refused('file')).toBe('expected "file" to be a folder, got a file');
    expect(await refused('file/below')).toMatch(/^expected ".*file" to be a folder, got a file$/);
    expect(textIn(folder, 'file')).toBe('mine');
  });

  test('the kit itself, also through a link', async () => {
    symlinkSync(projectRoot, join(folder, 'kit'), 'dir');
    expect(await refused('kit')).toBe('expected a folder outside of the kit, got "kit"');
    expect(await refused('kit/class')).toBe(
      'expected a folder outside of the kit, got "kit/class"',
    );
    expect(await refused(projectRoot, '--update')).toMatch(/^expected a folder outside of the kit/);
  });

  test.skipIf(process.platform !== 'linux')('a place that cannot be written', async () => {
    expect(await refused('/proc/class')).toMatch(/^cannot write "\/proc\/class": [^/]+$/);
  });

  test('an exercise that is not known', async () => {
    const known = 'expected an exercise (blog, tasks, chat), got';
    expect(await refused('class', '--exercises', 'blog,wiki')).toBe(`${known} "wiki"`);
    expect(await refused('class', '--exercises', '')).toBe(`${known} ""`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('to renew what it did not write', async () => {
    const text = 'to be a repository that "export" wrote, to update it';
    expect(await refused('class', '--update')).toBe(`expected "class" ${text}`);
    writeFileSync(join(folder, 'package.json'), '{"name": "else"}');
    expect(await refused('.', '--update')).toBe(`expected "." ${text}`);
    expect(readdirSync(folder)).toEqual(['package.json']);
  });

  test('what it does not understand', async () => {
    expect(await refused()).toMatch(/missing required argument 'dir'/);
    expect(await refused('class', '--hard')).toMatch(/unknown option '--hard'/);
    expect(await refused('class', '--update', '--git')).toMatch(/cannot be used with/);
  });
});
