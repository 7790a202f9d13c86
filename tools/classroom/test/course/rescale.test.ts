import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rescale } from '../../src/course/rescale.ts';

test.each([
  [[1, 1, 1], 4, [2, 1, 1]],
  [[70], 100, [100]],
  [[2, 3, 5], 20, [4, 6, 10]],
  [[3, 3, 1], 10, [4, 4, 2]],
])('%j becomes, of %i, %j', (values, total, expected) => {
  expect(rescale(values, total)).toEqual(expected);
});

test('whole numbers that add up, none a whole point from its share, none lowered', () => {
  const values = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.nat(1000), (values, more) => {
      const sum = values.reduce((all, value) => all + value, 0);

      const scaled = rescale(values, sum + more);

      expect(scaled.reduce((all, value) => all + value, 0)).toBe(sum + more);
      for (const [index, value] of values.entries()) {
        expect(Number.isInteger(scaled[index])).toBe(true);
        expect(scaled[index]).toBeGreaterThanOrEqual(value);
        expect(Math.abs(scaled[index]! - (value * (sum + more)) / sum)).toBeLessThan(1);
      }
    }),
  );
});
