import { beforeEach, describe, expect, test } from 'vitest';
import { applyMutant, type Mutant } from '../../src/kit/mutant.ts';
import { needSolutions } from '../need-solutions.ts';
import { grade, temporaryFolder } from './grade.ts';

beforeEach(needSolutions);

const page = 'a post page names its author';
const place: Mutant = {
  name: 'faulty',
  misconception: '',
  part: 'async',
  file: 'async/app.ts',
  find: '  const id = encodeURIComponent(post.authorId);\n',
  replace: '',
  fails: [page],
};

async function failureOf(statement: string) {
  await using folder = await temporaryFolder();
  const faulty = { ...place, replace: `  ${statement}\n${place.find}` };
  applyMutant('01-blog', faulty, folder.path);
  const { result } = await grade(
    'blog',
    '--submission',
    folder.path,
    '--only',
    'async',
    '--check',
    page,
  );
  return result.checks.find(({ title }) => title === page);
}

describe('what a student reads of a server', { timeout: 60_000 }, () => {
  test('that dies in the middle of a request: its own last words', async () => {
    const check = await failureOf("setImmediate(() => { throw new Error('my own fault'); });");

    expect(check?.verdict).toBe('failed');
    expect(check?.message).toMatch(/^GET \/posts\/.*: expected an answer, got E\w+$/);
    expect(check?.logLines).toContain('Error: my own fault');
    expect(check?.logLines).toContain('(the server exited with code 1)');
    expect(check?.logLines?.join(' ')).toMatch(/ at Immediate\S* \(async\/app\.ts:\d+/);
    expect(check).not.toHaveProperty('hint');
  });

  test('that never answers: that it does nothing more', async () => {
    const check = await failureOf('await new Promise(() => undefined);');

    expect(check?.verdict).toBe('failed');
    expect(check?.message).toMatch(/expected an answer, got none, and nothing more happened$/);
  });

  test('that computes without an end: that it burns CPU', async () => {
    const check = await failureOf('for (;;);');

    expect(check?.verdict).toBe('failed');
    expect(check?.message).toMatch(/expected an answer, got none, and the server burns CPU$/);
  });

  test('that does not start: why, without a hint', async () => {
    const check = await failureOf('} this is no TypeScript');

    expect(check?.verdict).toBe('failed');
    expect(check?.message).toBe('the async server exited with code 1 before it was ready');
    expect(check?.logLines?.join('\n')).toContain('SyntaxError');
    expect(check).not.toHaveProperty('hint');
  });
});
