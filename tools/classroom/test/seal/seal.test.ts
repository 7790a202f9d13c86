import {
  chmod,
  readdir,
  readFile,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { seal } from '../../src/seal/seal.ts';
import { unseal } from '../../src/seal/unseal.ts';
import { archiveOf, sealed, smallKit, writeFiles } from './small-kit.ts';

const app = 'solutions/01-blog/async/app.ts';

describe('seal', () => {
  test('leaves nothing of the solutions but what npm asks for, and unseal brings all back', async () => {
    await using kit = await smallKit();
    await chmod(join(kit.root, app), 0o755);

    expect(await seal(kit.beside('sealed.tar.gz'), kit.root)).toBe(4);

    expect(await filesOf(kit.root)).toEqual([
      'exercises/01-blog/async/app.ts',
      'package.json',
      'solutions/01-blog/package.json',
    ]);
    expect(await unseal(kit.beside('sealed.tar.gz'), kit.root)).toBe(4);
    for (const [path, text] of Object.entries(sealed)) {
      expect(await readFile(join(kit.root, path), 'utf8')).toBe(text);
    }
    expect((await stat(join(kit.root, app))).mode & 0o777).toBe(0o755);
    expect((await stat(join(kit.root, 'solutions/01-blog/COMPARE.md'))).mode & 0o111).toBe(0);
    expect(await unseal(kit.beside('sealed.tar.gz'), kit.root)).toBe(0);
  });

  test('makes the same bytes of the same files, whenever they were written', async () => {
    await using kit = await smallKit();
    await seal(kit.beside('first.tar.gz'), kit.root);
    await unseal(kit.beside('first.tar.gz'), kit.root);
    await utimes(join(kit.root, app), 1_000_000, 1_000_000);

    await seal(kit.beside('second.tar.gz'), kit.root);

    const [first, second] = await Promise.all(
      ['first', 'second'].map((name) => readFile(kit.beside(`${name}.tar.gz`))),
    );
    expect(first!.equals(second!)).toBe(true);
  });

  test.each([
    ['an archive that exists', 'taken.tar.gz', 'expected a new file'],
    ['an archive in the kit', 'kit/exercises/sealed.tar.gz', 'outside of the kit'],
    ['a folder that is not there', 'nowhere/sealed.tar.gz', 'the folder of'],
  ])('refuses %s, and moves nothing', async (_, name, message) => {
    await using kit = await smallKit();
    await writeFile(kit.beside('taken.tar.gz'), 'mine');
    const before = await filesOf(kit.root);

    await expect(seal(kit.beside(name), kit.root)).rejects.toThrow(message);

    expect(await filesOf(kit.root)).toEqual(before);
    expect(await readFile(kit.beside('taken.tar.gz'), 'utf8')).toBe('mine');
  });

  test('refuses links, and a kit without solutions', async () => {
    await using kit = await smallKit();
    await symlink('/etc/hostname', join(kit.root, 'solutions/01-blog/link'));
    await expect(seal(kit.beside('one.tar.gz'), kit.root)).rejects.toThrow('got a link');
    await unlink(join(kit.root, 'solutions/01-blog/link'));
    await seal(kit.beside('two.tar.gz'), kit.root);

    await expect(seal(kit.beside('three.tar.gz'), kit.root)).rejects.toThrow('got none');
  });
});

describe('unseal', () => {
  test('changes nothing when one file differs', async () => {
    await using kit = await smallKit();
    await seal(kit.beside('sealed.tar.gz'), kit.root);
    await writeFiles(kit.root, { 'solutions/02-tasks/mutants/index.ts': 'mine' });
    const before = await filesOf(kit.root);

    await expect(unseal(kit.beside('sealed.tar.gz'), kit.root)).rejects.toThrow('it differs');

    expect(await filesOf(kit.root)).toEqual(before);
  });

  test('changes nothing when a link leads out of the kit', async () => {
    await using kit = await smallKit();
    await seal(kit.beside('sealed.tar.gz'), kit.root);
    await writeFiles(kit.beside('elsewhere'), { mine: 'mine' });
    await symlink(kit.beside('elsewhere'), join(kit.root, 'solutions/02-tasks'));
    const before = await filesOf(kit.beside('.'));

    await expect(unseal(kit.beside('sealed.tar.gz'), kit.root)).rejects.toThrow('to be a folder');

    expect(await filesOf(kit.beside('.'))).toEqual(before);
  });

  test.each<[string, Parameters<typeof archiveOf>[0]]>([
    ['a way out', { path: 'solutions/../../out.ts' }],
    ['a way out at the end', { path: 'solutions/01-blog/..' }],
    ['an absolute name', { path: '/tmp/out.ts' }],
    ['a name with backslashes', { path: String.raw`solutions/01-blog\..\..\out.ts` }],
    ['a drive', { path: 'C:/solutions/01-blog/out.ts' }],
    ['a stream of a file', { path: 'solutions/01-blog/app.ts:out' }],
    ['another folder', { path: 'exercises/01-blog/async/app.ts' }],
    ['a link', { path: app, type: 'SymbolicLink', linkpath: '/etc/hostname' }],
    ['a hard link', { path: app, type: 'Link', linkpath: '/etc/hostname' }],
    ['a device', { path: app, type: 'CharacterDevice' }],
    ['a folder', { path: 'solutions/01-blog/', type: 'Directory' }],
    ['a file twice', { path: 'solutions/01-blog/new.ts' }],
    ['a file below a file', { path: 'solutions/01-blog/new.ts/below.ts' }],
  ])('refuses an archive with %s', async (_, entry) => {
    await using kit = await smallKit();
    const good = { path: 'solutions/01-blog/new.ts', text: 'new' };
    await writeFile(kit.beside('hostile.tar.gz'), archiveOf(good, { text: '', ...entry }));
    const before = await filesOf(kit.beside('.'));

    await expect(unseal(kit.beside('hostile.tar.gz'), kit.root)).rejects.toThrow(
      /^expected sealed solutions, got "/,
    );

    expect(await filesOf(kit.beside('.'))).toEqual(before);
  });

  test('leaves nothing behind when a file cannot be written', async () => {
    await using kit = await smallKit();
    const paths = ['new.ts', `${'x'.repeat(255)}.ts`].map((name) => `solutions/01-blog/${name}`);
    const files = paths.map((path) => ({ path, text: 'new' }));
    await writeFile(kit.beside('long.tar.gz'), archiveOf(...files));
    const before = await filesOf(kit.beside('.'));

    await expect(unseal(kit.beside('long.tar.gz'), kit.root)).rejects.toThrow('cannot write');

    expect(await filesOf(kit.beside('.'))).toEqual(before);
  });

  test('refuses what is no whole archive', async () => {
    await using kit = await smallKit();
    const whole = archiveOf({ path: 'solutions/01-blog/new.ts', text: 'x'.repeat(5000) });
    const cut = gzipSync(gunzipSync(whole).subarray(0, 3000));
    const contents = ['text', '', whole.subarray(0, whole.length - 20), cut, archiveOf()];

    for (const content of contents) {
      await writeFile(kit.beside('broken.tar.gz'), content);
      await expect(unseal(kit.beside('broken.tar.gz'), kit.root)).rejects.toThrow(
        /^(cannot read|expected sealed solutions)/,
      );
    }
    await expect(unseal(kit.beside('nowhere.tar.gz'), kit.root)).rejects.toThrow('cannot read');
    await expect(unseal(kit.root, kit.root)).rejects.toThrow('cannot read');
  });
});

async function filesOf(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => relative(root, join(entry.parentPath, entry.name))).sort();
}
