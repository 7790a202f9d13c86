import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../occasion/repository.ts';
import { classroom } from './made-bundle.ts';

test.each([
  ['a folder that has something in it', 'gradescope', 'full', 'to be empty'],
  ['a file', 'classroom50', 'full/notes.txt', 'to be a folder, got a file'],
  ['a place that nobody grades in', 'moodle', 'new', 'Allowed choices are classroom50, gradescope'],
])('%s is refused in one line, with nothing written', async (_, place, name, message) => {
  await using folder = await temporaryFolder();
  await mkdir(join(folder.path, 'full'));
  await writeFile(join(folder.path, 'full/notes.txt'), 'mine');

  const { exitCode, output } = await classroom('bundle', place, join(folder.path, name));

  expect(exitCode).toBe(2);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toContain(message);
  expect(await readdir(folder.path, { recursive: true })).toEqual(['full', 'full/notes.txt']);
});

test('a folder of the kit is refused', async () => {
  const { exitCode, output } = await classroom('bundle', 'gradescope', 'tools/bundle');

  expect(exitCode).toBe(2);
  expect(output).toContain('expected a folder outside of the kit');
});
