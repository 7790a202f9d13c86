import { cpSync, existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { solutionsFolder } from '@overlap/grader/kit/solutions.ts';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kitCopy } from '../seal/kit-copy.ts';
import { classroom } from './classroom.ts';

/** Installing takes what the network takes, and a grading what the machine does. */
const [installMs, gradeMs] = [600_000, 300_000];

const kit = await kitCopy();
const folder = kit.beside('class');

/** As a student does it: with npm, and nothing of the npm that runs this test. */
async function npm(...words: readonly string[]) {
  const own = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(lifecycle|package|command)|INIT_CWD|NODE_(ENV|OPTIONS)|VITEST|FORCE_COLOR)/.test(
        name,
      ),
  );
  const { exitCode, all } = await execa('npm', words, {
    cwd: folder,
    extendEnv: false,
    env: Object.fromEntries(own),
    all: true,
    reject: false,
    stdin: 'ignore',
  });
  return { exitCode, output: all };
}

beforeAll(async () => {
  await classroom(kit.root, ['export', folder, '--exercises', 'blog'], kit.root);
  const { exitCode, output } = await npm('ci');
  expect(exitCode, output).toBe(0);
}, installMs);
afterAll(() => kit[Symbol.asyncDispose]());

describe('an exported repository', () => {
  test('installs what grading needs, below 80 MiB without Node', async () => {
    const packages = join(folder, 'node_modules');
    const isNode = (path: string) => /^node-(bin-)?(linux|darwin|win)-/.test(path);
    const paths = readdirSync(packages, { recursive: true, encoding: 'utf8' });
    const sizes = paths
      .filter((path) => !isNode(path))
      .map((path) => lstatSync(join(packages, path)));
    const bytes = sizes.reduce((sum, { blocks }) => sum + 512 * blocks, 0);
    expect(bytes / 1024 ** 2).toBeGreaterThan(30);
    expect(bytes / 1024 ** 2).toBeLessThan(80);
  });

  test(
    'grades what is not yet written, and says where to begin',
    async () => {
      const { exitCode, output } = await npm('run', 'grade', '--', '--plain');
      expect(exitCode, output).toBe(1);
      expect(output).toMatch(/^Score: 0 of 100 points$/m);
      expect(output).toContain('expected 200, got 501: "not written yet"');
      expect(output).toContain('Next: make "a post page names its author" pass');
      expect(output).toContain('npm run grade -- blog --next');
    },
    gradeMs,
  );

  test('counts and offers only its own exercises', async () => {
    const { exitCode, output } = await npm('run', 'serve', '--', 'chat');
    expect(exitCode).toBe(2);
    expect(output).toContain('expected an exercise (blog), got "chat"');
  });

  test.skipIf(!existsSync(solutionsFolder))(
    'gives the solution all points',
    async () => {
      for (const path of ['async', 'sync', 'measure.ts', 'prediction.json', 'COMPARE.md']) {
        const solved = join(solutionsFolder, '01-blog', path);
        cpSync(solved, join(folder, 'exercises/01-blog', path), { recursive: true });
      }
      const { exitCode, output } = await npm('run', 'grade', '--', 'blog', '--plain');
      expect(output).toMatch(/^Score: 100 of 100 points$/m);
      expect(exitCode, output).toBe(0);
    },
    gradeMs,
  );
});
