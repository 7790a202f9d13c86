import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { solutionsFolder } from '@overlap/grader/kit/solutions.ts';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { allExercises } from '@overlap/grader/submission/exercises.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeRepository } from '../../src/export/write-repository.ts';
import { git } from '../../src/files/git.ts';
import { kitFiles } from '../../src/files/kit-files.ts';
import { temporaryFolder } from '../occasion/repository.ts';

/** What leads to what a student must not have: folders, options, commands, the instructor's file. */
const forbidden =
  /--solutions\b|--hidden\b|--reference\b|\bsolutions?\/|\bmutants?\b|\balternatives?\/|\bhidden\/|SOLUTION\.md|\bclassroom\/|run classroom|\bcourse\.json|run (demo|generate|stress|bench|check-kit)\b|core-only/i;

const temporary = await temporaryFolder();
const folder = join(temporary.path, 'class');

/** Every text that the repository holds, by the name of the file or of the object. */
const texts = new Map<string, string>();

beforeAll(async () => {
  const files = await kitFiles('student', allExercises());
  const { signal } = new AbortController();
  await writeRepository(folder, files, { named: folder, git: true, signal });
  for (const path of filesBelow(folder)) texts.set(path, readFileSync(join(folder, path), 'utf8'));
  await git(folder, ['gc', '--quiet']);
  texts.set(
    'the packed objects',
    await git(folder, ['cat-file', '--batch-all-objects', '--batch']),
  );
});
afterAll(() => temporary[Symbol.asyncDispose]());

describe('an exported repository has', () => {
  test.skipIf(!existsSync(solutionsFolder))('no telling line of a solution', () => {
    const told = linesOf(filesBelow(solutionsFolder).map((path) => join(solutionsFolder, path)));
    const given = ['exercises', 'grader/src', 'tools/sync-server'].flatMap((root) =>
      filesBelow(join(projectRoot, root))
        .filter((path) => !/^(kit|demo)\//.test(path))
        .map((path) => join(projectRoot, root, path)),
    );
    const known = linesOf(given);
    const secret = new Set([...told].filter((line) => !known.has(line)));
    expect(secret.size).toBeGreaterThan(1000);
    for (const [path, text] of texts) {
      const found = text.split('\n').filter((line) => secret.has(line.trim()));
      expect(found, path).toEqual([]);
    }
  });

  test.skipIf(!existsSync(solutionsFolder))('no file named as only a solution has one', () => {
    const isSolutions = (path: string) => path.startsWith('solutions/');
    const all = filesBelow(projectRoot);
    const given = new Set(all.filter((path) => !isSolutions(path)).map((path) => basename(path)));
    const names = all.filter(isSolutions).map((path) => basename(path));
    const secret = new Set(names.filter((name) => !given.has(name)));
    expect(secret).toContain('SOLUTION.md');
    expect([...texts.keys()].filter((path) => secret.has(basename(path)))).toEqual([]);
  });

  test('one commit, and no object that does not belong to it', async () => {
    const ofCommit = await git(folder, ['rev-list', '--all', '--objects']);
    const packed = await git(folder, ['cat-file', '--batch-all-objects', '--batch-check']);
    const ids = (lines: string) =>
      lines
        .split('\n')
        .map((line) => line.slice(0, 40))
        .sort();
    expect(ids(packed)).toEqual(ids(ofCommit));
    expect(packed.match(/ commit /g)).toHaveLength(1);
    expect(await git(folder, ['count-objects', '-v'])).toMatch(/^count: 0$/m);
    expect(await git(folder, ['status', '--porcelain'])).toBe('');
    expect(await git(folder, ['log', '--format=%an %ae %cn %ce'])).toBe(
      'Overlap overlap@localhost Overlap overlap@localhost',
    );
  });

  test('no word of what only an instructor has', () => {
    for (const [path, text] of texts) {
      // A link to the repository of a service of that name.
      const own = text.replaceAll('foundation50/classroom50', '');
      expect(`${path}: ${forbidden.exec(own)?.[0] ?? 'nothing'}`).toBe(`${path}: nothing`);
    }
  });

  test('nothing of this machine', () => {
    const here = [projectRoot, temporary.path];
    for (const [path, text] of texts) {
      if (path.startsWith('.git/')) continue;
      expect(
        here.filter((one) => text.includes(one)),
        path,
      ).toEqual([]);
    }
  });
});

function filesBelow(root: string, below = ''): string[] {
  return readdirSync(join(root, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      return /^(node_modules|\.overlap|\.nx|\.venv)$/.test(entry.name)
        ? []
        : filesBelow(root, path);
    }
    return entry.isFile() ? [path] : [];
  });
}

/** The lines that are long enough to tell one file from another. */
function linesOf(files: readonly string[]): Set<string> {
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  return new Set(lines.map((line) => line.trim()).filter((line) => line.length >= 40));
}
