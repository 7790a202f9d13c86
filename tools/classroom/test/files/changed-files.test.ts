import { execFileSync } from 'node:child_process';
import {
  mkdir,
  mkdtempDisposable,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { changedFiles, changedRemark } from '../../src/files/changed-files.ts';
import { handedOut, recordHandedOut } from '../../src/files/handed-out.ts';
import type { KitFile } from '../../src/files/kit-files.ts';

const file = (path: string, text: string): KitFile => ({
  path,
  content: Buffer.from(text),
  executable: false,
});
const kit = [
  file('package.json', '{\n}\n'),
  file('grader/src/main.ts', 'grade();\n'),
  file('grader/src/gate/gate.ts', 'hold();\n'),
  file('tools/sync-server/src/app.ts', 'serve();\n'),
  file('exercises/01-blog/sync/app.ts', '// TODO\n'),
];

/** A student's checkout, as it was handed out. */
async function checkout() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'overlap-test-'));
  for (const { path, content } of kit) {
    await mkdir(dirname(join(folder.path, path)), { recursive: true });
    await writeFile(join(folder.path, path), content);
  }
  return folder;
}

test('work on the exercises, files of their own, and what is missing are no change', async () => {
  await using folder = await checkout();
  await writeFile(join(folder.path, 'exercises/01-blog/sync/app.ts'), 'solved();');
  await writeFile(join(folder.path, 'notes.md'), 'mine');
  await rm(join(folder.path, 'tools'), { recursive: true });

  expect(changedFiles(folder.path, kit, {})).toEqual([]);
});

test('names the files of the kit that are not what was handed out', async () => {
  await using folder = await checkout();
  await writeFile(join(folder.path, 'grader/src/main.ts'), 'pass();\n');
  await writeFile(join(folder.path, 'package.json'), '{ }\n');

  expect(changedFiles(folder.path, kit, {})).toEqual(['grader/src/main.ts', 'package.json']);
});

test('line ends of Windows are no change', async () => {
  await using folder = await checkout();
  await writeFile(join(folder.path, 'package.json'), '{\r\n}\r\n');

  expect(changedFiles(folder.path, kit, {})).toEqual([]);
});

test('what an earlier version of the kit handed out is no change, also what it alone had', async () => {
  await using folder = await checkout();
  await using instructor = await mkdtempDisposable(join(tmpdir(), 'overlap-test-'));
  recordHandedOut([file('package.json', 'old'), file('gone.ts', 'gone')], instructor.path);
  recordHandedOut(kit, instructor.path);
  const before = handedOut(instructor.path);
  await writeFile(join(folder.path, 'package.json'), 'old');
  await writeFile(join(folder.path, 'gone.ts'), 'gone');

  expect(changedFiles(folder.path, kit, before)).toEqual([]);
  await writeFile(join(folder.path, 'gone.ts'), 'changed');
  expect(changedFiles(folder.path, kit, before)).toEqual(['gone.ts']);
});

test.each<[string, (path: string) => Promise<unknown>]>([
  [
    'a link to the same text',
    async (path) => {
      await writeFile(`${path}.same`, 'grade();\n');
      await symlink(`${path}.same`, path);
    },
  ],
  ['a link to nowhere', (path) => symlink('/nowhere', path)],
  ['a link to itself', (path) => symlink(path, path)],
  ['a device', (path) => symlink('/dev/zero', path)],
  ['a folder', (path) => mkdir(path)],
  ['a pipe', async (path) => execFileSync('mkfifo', [path])],
  [
    'a huge file',
    async (path) => {
      await writeFile(path, '');
      await truncate(path, 1e12);
    },
  ],
])('%s in place of a file is a change, and breaks nothing', async (_, replace) => {
  await using folder = await checkout();
  const path = join(folder.path, 'grader/src/main.ts');
  await rm(path);
  await replace(path);

  expect(changedFiles(folder.path, kit, {})).toEqual(['grader/src/main.ts']);
});

test.each<[string, (path: string) => Promise<unknown>]>([
  ['a link to another folder', (path) => symlink(join(path, '..', 'elsewhere'), path)],
  ['a file', (path) => writeFile(path, '')],
])('of a folder that is %s only the folder is named', async (_, replace) => {
  await using folder = await checkout();
  await mkdir(join(folder.path, 'elsewhere'));
  await rm(join(folder.path, 'grader'), { recursive: true });
  await replace(join(folder.path, 'grader'));

  expect(changedFiles(folder.path, kit, {})).toEqual(['grader']);
});

test('the record has every version once, in order, and is written only when something is new', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'overlap-test-'));
  const read = () => readFile(join(folder.path, 'handed-out.json'), 'utf8');
  recordHandedOut([file('b', '1'), file('a', '1')], folder.path);
  const first = await read();
  recordHandedOut([file('b', '1')], folder.path);
  expect(await read()).toBe(first);

  recordHandedOut([file('b', '2')], folder.path);

  const record = handedOut(folder.path);
  expect(Object.keys(record)).toEqual(['a', 'b']);
  expect(record['b']).toHaveLength(2);
  expect(record['b']![0]).toMatch(/^[0-9a-f]{64}$/);
});

test('a broken record is one clear line', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'overlap-test-'));
  await writeFile(join(folder.path, 'handed-out.json'), '{"a": 1}');

  expect(() => handedOut(folder.path)).toThrow(UsageError);
  expect(() => handedOut(folder.path)).toThrow('handed-out.json: expected lists of SHA-256 sums');
});

test('at most ten are named', () => {
  const paths = Array.from({ length: 12 }, (_, index) => `f${index}`);

  expect(changedRemark([])).toBeUndefined();
  expect(changedRemark(['a'])).toBe('1 file of the kit was changed and not used: a.');
  expect(changedRemark(paths)).toBe(
    '12 files of the kit were changed and not used: f0, f1, f2, f3, f4, f5, f6, f7, f8, f9 and 2 more.',
  );
});
