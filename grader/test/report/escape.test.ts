import { describe, expect, test } from 'vitest';
import { escape, escapeAll, shownLimit } from '../../src/report/escape.ts';

describe('escape', () => {
  test.each([
    ['\u001B[31mred\u001B[0m', '\\x1b[31mred\\x1b[0m'],
    ['over\rwritten', 'over\\rwritten'],
    ['two\nlines', 'two\\nlines'],
    ['bell\u0007', 'bell\\x07'],
    ['\u009B2J', '\\x9b2J'],
    ['a\u202Eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
    ['zero\u200Bwidth\uFEFF', 'zero\\u{200b}width\\u{feff}'],
    ['lone \uD800 surrogate', 'lone \\u{d800} surrogate'],
    ['\u3164 looks empty', '\\u{3164} looks empty'],
  ])('makes %j visible', (text, shown) => {
    expect(escape(text)).toBe(shown);
  });

  test('leaves honest text alone, and makes spaces of a tab', () => {
    expect(escape('Zoë wrote “日本語” ✔️ 8 × 201')).toBe('Zoë wrote “日本語” ✔️ 8 × 201');
    expect(escape('\tat app.ts')).toBe('    at app.ts');
  });

  test('spells out what is not ASCII when only ASCII may be shown', () => {
    expect(escape('8 × 201 … Zoë', { ascii: true })).toBe('8 x 201 ... Zo\\xeb');
  });
});

test('escapeAll reaches every string of plain data and shortens it', () => {
  const data = { lines: ['\u0007'], long: 'x'.repeat(9000), count: 3, none: undefined };

  const { lines, long, count } = escapeAll(data);

  expect(lines).toEqual(['\\x07']);
  expect(long).toHaveLength(shownLimit + 1);
  expect(count).toBe(3);
});
