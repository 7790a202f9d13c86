import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readManifest, readSmallFile } from '../../src/submission/manifest.ts';
import { UsageError } from '../../src/submission/usage-error.ts';
import { removeFolder, temporaryFolder } from '../fixtures/bench.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = temporaryFolder();
  file = join(folder, 'submission.json');
});
afterEach(() => removeFolder(folder));

const good = {
  exercise: '01-blog',
  sync: { command: ['node', 'sync/app.ts'] },
  async: { command: ['node', 'async/app.ts'] },
};

/** The one line that says what is wrong with the manifest; the folder's name is left out. */
function complaint(): string {
  try {
    readManifest(folder, '01-blog');
  } catch (error) {
    if (error instanceof UsageError) return error.message.replaceAll(folder, '<folder>');
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a manifest is read', () => {
  test('as it stands', () => {
    writeFileSync(file, JSON.stringify({ ...good, $schema: 's', measure: { command: ['k6'] } }));

    expect(readManifest(folder, '01-blog')).toEqual({
      ...good,
      $schema: 's',
      measure: { command: ['k6'] },
    });
  });

  test('without its byte order mark', () => {
    writeFileSync(file, `\ufeff${JSON.stringify(good)}`);

    expect(readManifest(folder, '01-blog')).toEqual(good);
  });
});

describe('one clear line says that a manifest', () => {
  test.for([
    ['is empty', '', 'submission.json: expected JSON, got a mistake: Unexpected end of JSON input'],
    [
      'breaks off',
      '{"exercise": "01-blog",',
      'submission.json: expected JSON, got a mistake: Expected double-quoted property name in JSON at position 23 (line 1 column 24)',
    ],
    ['is no object', '[]', 'submission.json: Invalid input: expected object, received array'],
    ['is null', 'null', 'submission.json: Invalid input: expected object, received null'],
  ] as const)('%s', ([, text, line]) => {
    writeFileSync(file, text);

    expect(complaint()).toBe(line);
  });

  test.for([
    [
      'lacks a half',
      { async: undefined },
      'submission.json: async: Invalid input: expected object, received undefined',
    ],
    [
      'has a command that is a string',
      { sync: { command: 'node app.ts' } },
      'submission.json: sync.command: Invalid input: expected array, received string',
    ],
    [
      'has a command without a word',
      { sync: { command: [] } },
      'submission.json: sync.command: Too small: expected array to have >=1 items',
    ],
    [
      'has an empty word',
      { sync: { command: [''] } },
      'submission.json: sync.command.0: Too small: expected string to have >=1 characters',
    ],
    [
      'has a word with a NUL character',
      { sync: { command: ['node', 'a\0b'] } },
      'submission.json: sync.command.1: expected text without a NUL character',
    ],
    [
      'is for an exercise with a name that redraws the terminal',
      { exercise: '\u001b[2Jno\nsuch\u202E' },
      'submission.json: expected exercise "01-blog", got " [2Jno such "',
    ],
    [
      'has a word that is a number',
      { sync: { command: ['node', 8080] } },
      'submission.json: sync.command.1: Invalid input: expected string, received number',
    ],
    [
      'has a key that nobody knows',
      { colour: 'red' },
      'submission.json: Unrecognized key: "colour"',
    ],
    [
      'has a key too many in a half',
      { sync: { command: ['a'], shell: true } },
      'submission.json: sync: Unrecognized key: "shell"',
    ],
    [
      'is of another exercise',
      { exercise: '02-tasks' },
      'submission.json: expected exercise "01-blog", got "02-tasks"',
    ],
  ] as const)('%s', ([, change, line]) => {
    writeFileSync(file, JSON.stringify({ ...good, ...change }));

    expect(complaint()).toBe(line);
  });

  test('is missing', () => {
    expect(complaint()).toBe('submission.json is missing in <folder>');
  });

  test('is a link, which is not followed', () => {
    symlinkSync('/etc/passwd', file);

    expect(complaint()).toBe('submission.json is a link in <folder>');
  });

  test('is a folder', () => {
    mkdirSync(file);

    expect(complaint()).toBe('submission.json: expected a file');
  });

  test.skipIf(process.platform === 'win32')('is a pipe that nobody writes to', () => {
    execFileSync('mkfifo', [file]);

    expect(complaint()).toBe('submission.json: expected a file');
  });

  test('is of 100 MB, which are not read', () => {
    writeFileSync(file, '');
    truncateSync(file, 100 * 1024 ** 2);

    expect(complaint()).toBe('submission.json: expected at most 65536 bytes, got 104857600');
  });
});

test('a small file is read up to its limit', () => {
  writeFileSync(join(folder, 'ten'), '0123456789');

  expect(readSmallFile(folder, 'ten', 10)).toBe('0123456789');
  expect(() => readSmallFile(folder, 'ten', 9)).toThrow('ten: expected at most 9 bytes, got 10');
});
