import { execa } from 'execa';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const program = join(import.meta.dirname, '../src/expected-grades.ts');

/** Looks at a workspace with one exercise and its solution, whose gradings ended as is said. */
async function expectedGrades(codes: Readonly<Record<string, string>>, graded: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'overlap-nx-test-'));
  const files = {
    'exercises/01-blog/package.json': JSON.stringify({ name: '01-blog' }),
    'solutions/01-blog/package.json': JSON.stringify({ name: '01-blog-solution' }),
    ...codes,
  };
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const input = JSON.stringify(graded);
    return await execa('node', [program], { cwd: folder, input, reject: false });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const both = ['01-blog', '01-blog-solution'];
const codeOf = (exercise: string, solution: string) => ({
  'exercises/01-blog/.overlap/exit-code': exercise,
  'solutions/01-blog/.overlap/exit-code': solution,
});

test('a starter that fails and a solution that passes are as expected', async () => {
  const { exitCode, stdout } = await expectedGrades(codeOf('1\n', '0\n'), both);

  expect(stdout).toContain('exercises/01-blog: expected exit code 1, got 1');
  expect(exitCode).toBe(0);
});

test.each([
  ['a starter that passes', codeOf('0\n', '0\n')],
  ['a solution that fails', codeOf('1\n', '1\n')],
  ['a grading that was undecided', { 'exercises/01-blog/.overlap/exit-code': '1\n' }],
])('%s is not', async (_, codes) => {
  expect((await expectedGrades(codes, both)).exitCode).toBe(1);
});

test('what was not graded is not looked at', async () => {
  const { exitCode, stdout } = await expectedGrades(codeOf('1\n', '1\n'), ['01-blog']);

  expect(stdout).not.toContain('solutions');
  expect(exitCode).toBe(0);
});
