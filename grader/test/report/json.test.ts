import { expect, test } from 'vitest';
import { toJson } from '../../src/report/json.ts';
import { samples } from './samples.ts';
import { check, result } from './results.ts';

test.each(Object.entries(samples))('%s survives as JSON', (_, sample) => {
  const json = toJson([sample]);

  expect(JSON.parse(json)).toEqual([sample]);
  expect(json).toMatch(/\n$/);
});

test('a result that does not fit the schema is refused', () => {
  expect(() => toJson([result([check('half a point', { points: 0.5 })])])).toThrow('points');
});
