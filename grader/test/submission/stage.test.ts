import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stage } from '../../src/submission/stage.ts';
import { removeFolder, temporaryFolder } from '../fixtures/bench.ts';

let folder: string;
let from: string;
let into: string;
beforeEach(() => {
  folder = temporaryFolder();
  from = join(folder, 'from');
  into = join(folder, 'into');
  mkdirSync(from);
});
afterEach(() => removeFolder(folder));

function put(path: string, text = path): void {
  mkdirSync(dirname(join(from, path)), { recursive: true });
  writeFileSync(join(from, path), text);
}

function staged(): string[] {
  const entries = readdirSync(stage(from, into), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files
    .map(({ parentPath, name }) => join(parentPath, name).slice(into.length + 1))
    .toSorted();
}

describe('staging copies', () => {
  test('the files of a submission as they are', () => {
    put('submission.json', '{}');
    put('async/app.ts', 'serve();');

    expect(staged()).toEqual(['async/app.ts', 'submission.json']);
    expect(readFileSync(join(into, 'async/app.ts'), 'utf8')).toBe('serve();');
  });

  test('a folder that is reached through a link', () => {
    put('sync/app.ts');
    symlinkSync(from, join(folder, 'link'));

    stage(join(folder, 'link'), into);

    expect(readFileSync(join(into, 'sync/app.ts'), 'utf8')).toBe('sync/app.ts');
  });

  test('no packages, no history, no results and no environments', () => {
    for (const path of [
      'node_modules/a/b.js',
      '.git/config',
      '.overlap/run',
      '.venv/bin/x',
      'sync/node_modules/c.js',
    ])
      put(path);
    put('app.ts');

    expect(staged()).toEqual(['app.ts']);
  });

  test('no links, whatever they lead to', () => {
    put('app.ts');
    symlinkSync('/etc/passwd', join(from, 'passwd'));
    symlinkSync('/etc', join(from, 'etc'));
    symlinkSync('app.ts', join(from, 'also.ts'));
    symlinkSync('nowhere', join(from, 'broken'));

    expect(staged()).toEqual(['app.ts']);
  });

  test.skipIf(process.platform === 'win32')('no pipes', () => {
    put('app.ts');
    execFileSync('mkfifo', [join(from, 'pipe')]);

    expect(staged()).toEqual(['app.ts']);
  });

  test('a folder that itself is called node_modules', () => {
    from = join(folder, 'node_modules');
    put('app.ts');

    expect(staged()).toEqual(['app.ts']);
  });
});

describe('staging refuses', () => {
  const refusal = 'expected a submission of at most 50 MiB and 5000 files, got more';

  test('more than 50 MiB', () => {
    put('a', '');
    put('b', '');
    truncateSync(join(from, 'a'), 30 * 1024 ** 2);
    truncateSync(join(from, 'b'), 21 * 1024 ** 2);

    expect(() => stage(from, into)).toThrow(refusal);
  });

  test('more than 5000 files', { timeout: 60_000 }, () => {
    for (let count = 0; count <= 5000; count += 1) writeFileSync(join(from, String(count)), '');

    expect(() => stage(from, into)).toThrow(refusal);
  });
});
