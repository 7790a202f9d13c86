import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

  test('counts no more lines than are not blank, whatever it is given', () => {
    const pieces = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '\r\n',
      '/*',
      '*/',
      '//',
      '`',
      '${',
      '}',
      '{',
      "'",
      ';',
      '?',
      'await ',
      '\u2028',
    );
    const source = fc.array(pieces, { maxLength: 40 }).map((some) => some.join(''));
    fc.assert(
      fc.property(source, (text) => {
        const filled = text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== '');
        expect(count(text).lines).toBeLessThanOrEqual(filled.length);
      }),
      { numRuns: 300 },
    );
  });
});
