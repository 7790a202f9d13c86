import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { destinationOf } from '../../src/output/destination.ts';
import { writeWhole } from '../../src/output/write-whole.ts';
import { UsageError } from '../../src/submission/usage-error.ts';
import { temporaryFolder } from '../kit/grade.ts';

describe('destinationOf', () => {
  test.each(['new.json', 'made/later/new.json', 'there.json'])(
    'takes %s, and changes nothing',
    async (name) => {
      await using folder = await temporaryFolder();
      await writeFile(join(folder.path, 'there.json'), 'old');

      expect(destinationOf(join(folder.path, name))).toBe(join(folder.path, name));

      expect(await readdir(folder.path)).toEqual(['there.json']);
      expect(await readFile(join(folder.path, 'there.json'), 'utf8')).toBe('old');
    },
  );

  test('follows a link, which stays', async () => {
    await using folder = await temporaryFolder();
    const [file, link] = [join(folder.path, 'file'), join(folder.path, 'link')];
    await writeFile(file, 'old');
    await symlink(file, link);

    expect(destinationOf(link)).toBe(file);
  });

  test.each([
    ['a folder', '.', 'it is a folder'],
    ['a device', '/dev/null', 'it is no ordinary file'],
    ['a file in a file', 'file/report.json', 'is no folder'],
    ['a name that no file system takes', 'x'.repeat(300), 'the name of a file is too long'],
    ['a name with a NUL', 'a\0b', 'cannot write'],
    ['a place of the kernel', '/proc/report.json', 'cannot write'],
  ])('refuses %s', async (_, name, message) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'file'), '');
    const file = name.startsWith('/') ? name : join(folder.path, name);

    expect(() => destinationOf(file)).toThrow(UsageError);
    expect(() => destinationOf(file)).toThrow(message);
    expect(await readdir(folder.path)).toEqual(['file']);
  });

  // Root writes wherever it likes.
  test.skipIf(process.getuid?.() === 0)(
    'refuses a folder and a file that are read-only',
    async () => {
      await using folder = await temporaryFolder();
      const locked = join(folder.path, 'locked');
      const file = join(folder.path, 'file');
      await mkdir(locked, { mode: 0o500 });
      await writeFile(file, 'old', { mode: 0o400 });

      expect(() => destinationOf(join(locked, 'report.json'))).toThrow('does not allow');
      expect(() => destinationOf(file)).toThrow('does not allow');
      await chmod(locked, 0o700);
    },
  );
});

describe('writeWhole', () => {
  test('makes the folder and leaves the file alone in it', async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, 'made/report.json');

    writeWhole(file, 'first');
    writeWhole(file, 'second');

    expect(await readdir(join(folder.path, 'made'))).toEqual(['report.json']);
    expect(await readFile(file, 'utf8')).toBe('second');
  });

  test('leaves nothing half-written when it cannot', async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, 'report.json/in-the-way'), { recursive: true });

    expect(() => writeWhole(join(folder.path, 'report.json'), 'text')).toThrow();
    expect(await readdir(folder.path)).toEqual(['report.json']);
  });
});
