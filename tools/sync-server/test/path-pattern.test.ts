import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern, splitPath } from '../src/path-pattern.ts';
import { parseTarget } from '../src/target.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1 });
const literal = fc.string({ unit: 'grapheme' }).filter((part) => !/^:|\//.test(part));

test('a param gives back whatever text was percent-encoded into it', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (values) => {
      const pattern = values.map((_, index) => `/:p${String(index)}`).join('');
      const path = values.map((value) => `/${encodeURIComponent(value)}`).join('');

      const params = compilePattern(pattern)(splitPath(path));

      expect(Object.values(params ?? {})).toEqual(values);
    }),
  );
});

test('literal segments match their own text, and only that', () => {
  const parts = fc.array(literal, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(parts, parts, (left, right) => {
      const match = compilePattern(`/${left.join('/')}`);

      expect(match(left)).toEqual({});
      expect(match(right) !== undefined).toBe(JSON.stringify(left) === JSON.stringify(right));
    }),
  );
});

test('a target with a broken escape is refused, whatever surrounds it', () => {
  const escape = fc.constantFrom('%', '%z1', '%1', '%ff', '%c3%28');
  fc.assert(
    fc.property(text, escape, (before, broken) => {
      expect(parseTarget(`/${encodeURIComponent(before)}${broken}`)).toBeUndefined();
      expect(parseTarget(`/x?${broken}`)).toEqual({ path: '/x', search: broken });
    }),
  );
});

test('a param is neither empty nor more than one segment', () => {
  const match = compilePattern('/posts/:slug');

  expect(match(splitPath('/posts/'))).toBeUndefined();
  expect(match(splitPath('/posts/a/b'))).toBeUndefined();
  expect(match(splitPath('/posts'))).toBeUndefined();
  expect(match(splitPath('/posts/__proto__'))).toEqual({ slug: '__proto__' });
});

test.each(['posts', '/:', '/:a-b', '/:id/:id', '/:1'])('the pattern %s is refused', (pattern) => {
  expect(() => compilePattern(pattern)).toThrow(/expected/);
});

test.each([
  ['http://host:1/a%20b?c=d', { path: '/a%20b', search: 'c=d' }],
  ['/a?b?c#d', { path: '/a', search: 'b?c' }],
  ['//a/../b', { path: '//a/../b', search: '' }],
  ['*', undefined],
  ['ftp://host/a', undefined],
])('the target %s is read as it stands', (target, expected) => {
  expect(parseTarget(target)).toEqual(expected);
});
