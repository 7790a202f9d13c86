import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { findFiles } from '../../src/files/find-files.ts';
import { commit, temporaryFolder } from '../occasion/repository.ts';

const globs = ['top.txt', 'all/**', 'some/*'];
const files = {
  'top.txt': 'a\r\nb\r\n',
  'other.txt': '',
  'all/one.ts': '1',
  'all/deep/two.ts': '2',
  'some/three.ts': '3',
  'some/deep/four.ts': '4',
};
const named = ['all/deep/two.ts', 'all/one.ts', 'some/three.ts', 'top.txt'];

let folder: string;

beforeEach(async () => {
  const temporary = await temporaryFolder();
  folder = temporary.path;
  onTestFinished(() => temporary[Symbol.asyncDispose]());
  await commit(folder, files);
  await chmod(join(folder, 'top.txt'), 0o755);
});

const paths = async () => (await findFiles(folder, globs)).map(({ path }) => path).sort();

describe.each(['checkout', 'folder'])('findFiles in a %s', (kind) => {
  beforeEach(async () => {
    if (kind === 'folder') await rm(join(folder, '.git'), { recursive: true });
  });

  test('finds what the globs name', async () => {
    expect(await paths()).toEqual(named);
  });

  test('gives every file the line ends of Linux', async () => {
    const top = (await findFiles(folder, globs)).find(({ path }) => path === 'top.txt');
    expect(String(top?.content)).toBe('a\nb\n');
  });

  test('leaves out what is installed, and links', async () => {
    await mkdir(join(folder, 'all/node_modules/x'), { recursive: true });
    await writeFile(join(folder, 'all/node_modules/x/index.js'), '');
    await symlink('/etc', join(folder, 'all/link'));
    await symlink('/etc/hostname', join(folder, 'some/hostname'));
    expect(await paths()).toEqual(named);
  });
});

test('of a checkout only what Git knows is found, and still there', async () => {
  await writeFile(join(folder, 'all/new.ts'), '');
  await rm(join(folder, 'all/one.ts'));
  expect(await paths()).toEqual(named.filter((path) => path !== 'all/one.ts'));
});

test('another repository around the folder does not matter', async () => {
  folder = join(folder, 'all');
  expect((await findFiles(folder, ['deep/**'])).map(({ path }) => path)).toEqual(['deep/two.ts']);
});
