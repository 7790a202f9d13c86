import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countApart } from '../../src/compare/count-apart.ts';
import { countCode } from '../../src/compare/count-code.ts';

const count = (...sources: readonly string[]) => countCode(sources);

describe('countCode', () => {
  test('counts nothing in no files', () => {
    expect(count()).toEqual({ files: 0, lines: 0, statements: 0, branches: 0, awaits: 0 });
  });

  test('leaves blank lines and comments out', () => {
    const source = `
      // a comment
      /* and
         another */
      /** of a function */
      const one = 1; // behind code

      /* before code */ const two = 2;
    `;
    expect(count(source)).toMatchObject({ lines: 2, statements: 2 });
  });

  test('counts the lines of a text, but not those that it leaves blank', () => {
    expect(count('const text = `first\n\n// no comment\n${1}`;')).toMatchObject({ lines: 3 });
  });

  test('counts brackets on lines of their own', () => {
    expect(count('function f() {\n  return 1;\n}')).toMatchObject({ lines: 3, statements: 2 });
  });

  test('counts every way that the code can turn', () => {
    const source = `
      if (a && b) c(); else d();
      const e = f ? g : h?.i ?? j;
      for (const k of l) m ||= k;
      while (n) {}
      switch (o) { case 1: break; case 2: break; default: }
      try { p(); } catch {}
    `;
    // if, &&, ?:, ?., ??, for, ||=, while, two cases, catch
    expect(count(source).branches).toBe(11);
  });

  test('takes no optional parameter or member for a branch', () => {
    expect(count('function f(a?: number): { b?: 1 } { return {}; }').branches).toBe(0);
  });

  test('counts what waits', () => {
    const source = `
      await a();
      for await (const b of c) d(b);
      await using e = f();
      // await in a comment
      const g = 'await in a text';
      using h = i();
    `;
    expect(count(source).awaits).toBe(3);
  });

  test('does not count blocks and empty statements', () => {
    expect(count('{ ; ; { a(); } }').statements).toBe(1);
  });

  test('adds up files', () => {
    expect(count('a();', 'b();\nc();')).toMatchObject({ files: 2, lines: 3, statements: 3 });
  });

  test('leaves the first line out when it is for the shell', () => {
    expect(count('#!/usr/bin/env node\na();')).toMatchObject({ lines: 1, statements: 1 });
  });

  test('takes what is exported or looped over for one statement', () => {
    const source = 'export const a = 1; export default function b<T>() {} for (const c of d) c();';
    expect(count(source).statements).toBe(4);
  });

  test('says when a source cannot be parsed', () => {
    expect(() => count('a();', 'const = 1;')).toThrow(SyntaxError);
  });

  test('counts no more lines than are not blank, and none for comments', () => {
    const code = ['a();', 'b(`\n\n${c}\n`);', 'if (d) {\n}\n', ';', '"é😀";', 'await e;'];
    const space = [' ', '\n', '\r\n', '\u2028'];
    const comments = ['/* f */', '/*\n\n g 😀\n*/', '// h\n', '/** i */'];
    const mixed = fc.array(fc.constantFrom(...code, ...space, ...comments), { maxLength: 40 });
    const isCode = (piece: string) => !comments.includes(piece);
    fc.assert(
      fc.property(mixed, (pieces) => {
        const filled = linesOf(pieces.join('')).filter((line) => line.trim() !== '');
        const counted = count(pieces.join('')).lines;
        expect(counted).toBeLessThanOrEqual(filled.length);
        const alone = pieces.map((piece) =>
          isCode(piece) ? piece : piece.replaceAll(/\S/gu, ' '),
        );
        expect(counted).toBe(linesOf(alone.join('')).filter((line) => line.trim() !== '').length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('countApart', () => {
  test('counts each list by itself', async () => {
    const counts = await countApart([['a();'], [], ['b();', 'c();']]);
    expect(counts.map(({ files, statements }) => [files, statements])).toEqual([
      [1, 1],
      [0, 0],
      [2, 2],
    ]);
  });

  test('outlives code that is nested deeper than any parser can go', async () => {
    const deep = `${'('.repeat(200_000)}1${')'.repeat(200_000)};`;
    await expect(countApart([[deep]])).rejects.toThrow();
    expect(await countApart([['a();']])).toHaveLength(1);
  });
});

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/);
}
