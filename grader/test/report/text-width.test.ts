import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escape } from '../../src/report/escape.ts';
import { cut, widthOf } from '../../src/report/text-width.ts';
import { wrap } from '../../src/report/wrap.ts';
import { stringWidth } from './string-width.ts';

const texts = fc
  .oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem())
  .map((text) => escape(text));

describe('the width of text', () => {
  test.each(['plain', 'Zoë', '日本語', '한국어', '✔️ done', '👍', 'e\u0301'])(
    'is exact for %s',
    (text) => {
      expect(widthOf(text)).toBe(stringWidth(text));
    },
  );

  test('is never less than a terminal takes', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(widthOf(text)).toBeGreaterThanOrEqual(stringWidth(text));
      }),
      { numRuns: 2000 },
    );
  });
});

test('a cut text fits', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 40 }), (text, width) => {
      expect(stringWidth(cut(text, width, '…'))).toBeLessThanOrEqual(width);
    }),
  );
});

describe('wrapped text', () => {
  test('fits and loses nothing but spaces', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const lines = wrap(text, width);

        const dense = (some: string) => some.replaceAll(/\s/g, '');
        expect(Math.max(...lines.map(stringWidth))).toBeLessThanOrEqual(width);
        expect(dense(lines.join(''))).toBe(dense(text));
      }),
    );
  });

  test('keeps the indentation of a line of code', () => {
    expect(wrap('    at app.ts', 40)).toEqual(['    at app.ts']);
  });
});
