import { win32 } from 'node:path';
import { expect, test } from 'vitest';
import { withSlashes } from '../../src/engine/with-slashes.ts';

test('a path of Windows becomes one that a glob and an import understand', () => {
  const file = win32.join('C:\\kit', 'grader', 'src', 'all.check.ts');
  expect(withSlashes(file, win32.sep)).toBe('C:/kit/grader/src/all.check.ts');
});

test('a path stays as it is where a backslash may be part of a name', () => {
  expect(withSlashes('/kit/a\\b.ts', '/')).toBe('/kit/a\\b.ts');
});
