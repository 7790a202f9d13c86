import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changedFiles } from '../../src/files/changed-files.ts';
import { handedOut } from '../../src/files/handed-out.ts';
import { kitCopy } from '../seal/kit-copy.ts';
import { classroom, textIn } from './classroom.ts';

// What is handed out is remembered in the kit.
const kit = await kitCopy();
const [pristine, folder] = [kit.beside('pristine'), kit.beside('student')];
const exportTo = (...words: string[]) => classroom(folder, ['export', ...words], kit.root);

beforeAll(async () => {
  mkdirSync(folder);
  const { output } = await exportTo(pristine, '--exercises', 'blog,chat');
  expect(output).toContain('blog, chat in');
  expect(output).toContain('Commit handed-out.json');
});
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  cpSync(pristine, folder, { recursive: true });
});
afterAll(() => kit[Symbol.asyncDispose]());

const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
const filesIn = (root: string) => readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();

async function update(...words: readonly string[]): Promise<string> {
  const { exitCode, output } = await exportTo('.', '--update', ...words);
  expect(exitCode, output).toBe(0);
  return output;
}

describe('export --update', () => {
  test('changes nothing where nothing is to be changed', async () => {
    expect(await update()).toMatch(/renewed 0 files and removed 0/);
    expect(filesIn(folder)).toEqual(filesIn(pristine));
  });

  test("renews the kit's files, also those that a student has changed or lost", async () => {
    const kits = ['README.md', 'grader/src/main.ts', 'exercises/01-blog/README.md'];
    for (const path of kits) write(path, 'changed');
    rmSync(join(folder, 'grader/src/gate'), { recursive: true });
    rmSync(join(folder, 'exercises/01-blog/package.json'));
    await update();
    for (const path of kits) expect(textIn(folder, path), path).toBe(textIn(pristine, path));
    expect(filesIn(folder)).toEqual(filesIn(pristine));
  });

  test('remembers what was handed out, so that it is known when it comes back', async () => {
    write('grader/src/main.ts', 'changed');
    const files = [
      { path: 'package.json', content: readFileSync(join(pristine, 'package.json')) },
      { path: 'grader/src/main.ts', content: Buffer.from('another kit') },
    ].map((file) => ({ ...file, executable: false }));
    const old = handedOut(kit.root);
    expect(changedFiles(folder, files, old)).toEqual(['grader/src/main.ts']);
    await update();
    expect(changedFiles(folder, files, handedOut(kit.root))).toEqual([]);
  });

  test("leaves a student's work alone: changed, added or deleted", async () => {
    write('exercises/01-blog/sync/app.ts', 'my work');
    write('exercises/01-blog/submission.json', '{}');
    write('exercises/01-blog/notes.md', 'my notes');
    write('notes.md', 'mine too');
    rmSync(join(folder, 'exercises/01-blog/shared'), { recursive: true });
    await update();
    expect(textIn(folder, 'exercises/01-blog/sync/app.ts')).toBe('my work');
    expect(textIn(folder, 'exercises/01-blog/submission.json')).toBe('{}');
    expect(textIn(folder, 'exercises/01-blog/notes.md')).toBe('my notes');
    expect(textIn(folder, 'notes.md')).toBe('mine too');
    expect(readdirSync(join(folder, 'exercises/01-blog'))).not.toContain('shared');
  });

  test('removes what the kit has no more, but not what is installed', async () => {
    mkdirSync(join(folder, 'grader/src/gone/deep'), { recursive: true });
    mkdirSync(join(folder, 'grader/node_modules/x'), { recursive: true });
    write('grader/src/gone/deep/old.ts', 'old');
    write('grader/node_modules/x/index.js', '');
    expect(await update()).toMatch(/removed 1;/);
    expect(readdirSync(join(folder, 'grader/src'))).not.toContain('gone');
    expect(readdirSync(join(folder, 'grader'))).toContain('node_modules');
  });

  test('adds an exercise with its starter, and takes one away but for the work', async () => {
    write('exercises/03-chat/sync/app.ts', 'my chat');
    await update('--exercises', 'blog,tasks');
    expect(textIn(folder, 'exercises/02-tasks/sync/app.ts')).toContain('TODO');
    expect(textIn(folder, 'exercises/03-chat/sync/app.ts')).toBe('my chat');
    expect(readdirSync(join(folder, 'exercises/03-chat'))).not.toContain('package.json');
    expect(readdirSync(join(folder, 'grader/src/exercises'))).toEqual(['01-blog', '02-tasks']);
    expect(textIn(folder, 'package-lock.json')).not.toContain('03-chat');
  });

  test('goes on asking for a Node of the machine', async () => {
    await update('--system-node');
    await update();
    expect(JSON.parse(textIn(folder, 'package.json'))).toMatchObject({ engines: { node: '>=24' } });
  });

  test('replaces a link by a file, and leaves what it led to', async () => {
    const outside = kit.beside('outside.md');
    writeFileSync(outside, 'outside');
    for (const path of ['README.md', 'grader/src/old.ts']) {
      rmSync(join(folder, path), { force: true });
      symlinkSync(outside, join(folder, path));
    }
    await update();
    expect(lstatSync(join(folder, 'README.md')).isFile()).toBe(true);
    expect(readdirSync(join(folder, 'grader/src'))).not.toContain('old.ts');
    expect(readFileSync(outside, 'utf8')).toBe('outside');
  });

  test.each(['grader', 'exercises/01-blog'])('goes through no link at %s', async (path) => {
    const outside = kit.beside('outside');
    cpSync(join(pristine, path), outside, { recursive: true });
    const before = filesIn(outside);
    rmSync(join(folder, path), { recursive: true });
    symlinkSync(outside, join(folder, path), 'dir');
    write('README.md', 'changed');
    const { exitCode, output } = await exportTo('.', '--update');
    expect([exitCode, output]).toEqual([2, `expected ${path} to be a folder, got a link`]);
    expect(textIn(folder, 'README.md')).toBe('changed');
    expect(filesIn(outside)).toEqual(before);
    rmSync(outside, { recursive: true });
  });
});
