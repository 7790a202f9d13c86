import { expect, test } from 'vitest';
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
    { random: randomOf(7, 'orders'), size: 4, runs: 50 },
    async (order) => {
      if (order.indexOf(3) < order.indexOf(0)) throw new Error(`lost ${order.join()}`);
    },
  );

  await expect(broken).rejects.toThrow(/^lost /);
});
