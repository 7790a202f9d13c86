import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CheckFailure, Inconclusive } from '../../src/check/errors.ts';
import { inEveryOrder } from '../../src/check/permute.ts';
import { randomOf } from '../../src/check/random.ts';

function sample(seed: number, title: string): number[] {
  const random = randomOf(seed, title);
  return Array.from({ length: 20 }, () => random.integer(0, 1_000_000));
}

test('a seed and a title determine the stream', () => {
  expect(sample(42, 'a check')).toEqual(sample(42, 'a check'));
  expect(sample(42, 'a check')).not.toEqual(sample(43, 'a check'));
  expect(sample(42, 'a check')).not.toEqual(sample(42, 'another check'));
});

test('integers reach both ends and nothing beyond', () => {
  const random = randomOf(1, 'ends');
  const drawn = new Set(Array.from({ length: 300 }, () => random.integer(3, 6)));

  expect([...drawn].toSorted()).toEqual([3, 4, 5, 6]);
});

test('no word comes twice', () => {
  const random = randomOf(1, 'words');
  const words = Array.from({ length: 1000 }, () => random.word('w'));

  expect(new Set(words).size).toBe(1000);
});

test('orders begin with the reversed one, are permutations, and come again with the seed', async () => {
  const orders = async () => {
    const seen: (readonly number[])[] = [];
    await inEveryOrder({ random: randomOf(7, 'orders'), size: 5, runs: 8 }, async (order) => {
      seen.push(order);
    });
    return seen;
  };
  const seen = await orders();

  expect(seen).toHaveLength(8);
  expect(seen[0]).toEqual([4, 3, 2, 1, 0]);
  expect(seen.every((order) => order.toSorted().join() === '0,1,2,3,4')).toBe(true);
  expect(await orders()).toEqual(seen);
});

test('the failure of the simplest order found is thrown', async () => {
  const broken = inEveryOrder(
    { random: randomOf(7, 'orders'), size: 6, runs: 4 },
    async (order) => {
      if (order.indexOf(3) < order.indexOf(0)) throw new Error(`lost ${order.join('')}`);
    },
  );

  await expect(broken).rejects.toThrow(/^lost 312045$|^lost 301245$|^lost 123045$/);
});

describe('a failure is made simpler', () => {
  let now = 0;
  beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now));
  afterEach(() => void vi.restoreAllMocks());

  /** How often the body runs when every order but the reversed one fails after some time. */
  async function triesOf(takesMs: number, fail: () => Error): Promise<number> {
    let tries = 0;
    const orders = { random: randomOf(7, 'orders'), size: 8, runs: 4 };
    const broken = inEveryOrder(orders, async (order) => {
      now += takesMs;
      if (order.join('') === '76543210') return;
      tries += 1;
      throw fail();
    });
    await expect(broken).rejects.toThrow('out of order');
    return tries;
  }

  test('only for a while, however long the first order took', async () => {
    const failure = () => new CheckFailure('out of order');

    expect(await triesOf(60_000, failure)).toBe(2);
    expect(await triesOf(1, failure)).toBeGreaterThan(2);
  });

  test('but not when the machine let nothing be seen', async () => {
    expect(await triesOf(1, () => new Inconclusive('out of order'))).toBe(1);
  });
});
