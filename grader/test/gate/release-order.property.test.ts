import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { Gate, type Call } from '../../src/gate/gate.ts';

type Step =
  | { readonly do: 'arrive' | 'close' | 'open' | 'release all' }
  | { readonly do: 'release some'; readonly count: number }
  | { readonly do: 'release in order'; readonly order: readonly number[] }
  | { readonly do: 'release odd' }
  | { readonly do: 'hang up'; readonly which: number };

const index = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Step>({ do: 'arrive' }) },
  fc.constantFrom<Step>(
    { do: 'close' },
    { do: 'open' },
    { do: 'release all' },
    { do: 'release odd' },
  ),
  index.map((count): Step => ({ do: 'release some', count })),
  fc.array(index).map((order): Step => ({ do: 'release in order', order })),
  index.map((which): Step => ({ do: 'hang up', which })),
);

/** A gate that is driven step by step, and everything that it answered. */
function drive(steps: readonly Step[]) {
  const gate = new Gate<Call>(new Activity(), () => ({}));
  const answered: number[] = [];
  const hungUp = new Set<number>();
  const returned: number[] = [];
  gate.close();

  function arrive(): void {
    const id = gate.calls.length;
    gate.arrive({ id, label: '', arrivedAt: 0, arrivedInRound: gate.round }, () =>
      answered.push(id),
    );
  }

  function hangUp(which: number): void {
    const call = gate.held[which];
    if (call === undefined) return;
    hungUp.add(call.id);
    gate.hangUp(call);
  }

  function release(one: Step): readonly Call[] {
    if (one.do === 'release all') return gate.release();
    if (one.do === 'release odd') return gate.release(({ id }) => id % 2 === 1);
    if (one.do === 'release some') return gate.release(one.count);
    if (one.do !== 'release in order') return [];
    return gate.release(one.order.flatMap((id) => gate.calls[id] ?? []));
  }

  for (const one of steps) {
    if (one.do === 'arrive') arrive();
    else if (one.do === 'hang up') hangUp(one.which);
    else if (one.do === 'close') gate.close();
    else if (one.do === 'open') gate.open();
    else returned.push(...release(one).map(({ id }) => id));
  }
  gate.open();
  return { gate, answered, hungUp, returned };
}

test('every call is answered exactly once, unless its caller hung up', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { gate, answered, hungUp } = drive(steps);
      const expected = gate.calls.map(({ id }) => id).filter((id) => !hungUp.has(id));

      expect(answered.toSorted((a, b) => a - b)).toEqual(expected);
    }),
  );
});

test('the rounds add up to the calls that were let go', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { gate } = drive(steps);

      const sizes = gate.rounds.map(
        (_, round) => gate.calls.filter((call) => call.round === round + 1).length,
      );
      expect(sizes).toEqual(gate.rounds);
      expect(gate.rounds).not.toContain(0);
    }),
  );
});

test('no call goes in a round before the one in which it arrived', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      for (const { round, arrivedInRound } of drive(steps).gate.calls) {
        if (round !== undefined) expect(round).toBeGreaterThanOrEqual(arrivedInRound);
      }
    }),
  );
});

test('a permuted release answers in exactly the order that was asked for', () => {
  const permutation = fc.integer({ min: 1, max: 12 }).chain((count) => {
    const ids = Array.from({ length: count }, (_, id) => id);
    return fc.shuffledSubarray(ids, { minLength: count });
  });
  fc.assert(
    fc.property(permutation, (order) => {
      const arrivals: Step[] = order.map(() => ({ do: 'arrive' }));
      const { answered, returned } = drive([...arrivals, { do: 'release in order', order }]);

      expect(answered).toEqual(order);
      expect(returned).toEqual(order);
    }),
  );
});
