import { expect, test } from 'vitest';
import { longestText, shortened } from '../../src/engine/shortened.ts';

test('only what is too long is cut, and shows it', () => {
  const longest = 'x'.repeat(longestText);

  expect(shortened(longest)).toBe(longest);
  expect(shortened(`${longest}y`)).toBe(`${longest}…`);
});
