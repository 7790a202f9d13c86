import { describe, expect, test } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { Gate, type Answer, type Call } from '../../src/gate/gate.ts';

function gateWith(count: number) {
  const gate = new Gate<Call>(new Activity(), ({ id }) => ({ text: `default ${id}` }));
  const answers: { id: number; answer: Answer }[] = [];
  const arrive = (id: number): Call => {
    const call = { id, label: `GET /${id}`, arrivedAt: 0, arrivedInRound: gate.round };
    gate.arrive(call, (answer) => answers.push({ id, answer }));
    return call;
  };
  gate.close();
  const calls = Array.from({ length: count }, (_, index) => arrive(index + 1));
  return { gate, calls, answers, arrive, answered: () => answers.map(({ id }) => id) };
}

describe('a closed gate', () => {
  test('holds every call until it opens', () => {
    const { gate, answered } = gateWith(3);

    expect(answered()).toEqual([]);
    expect(gate.inFlight).toBe(3);
    gate.open();

    expect(answered()).toEqual([1, 2, 3]);
    expect(gate.inFlight).toBe(0);
  });

  test('holds only the calls that match', () => {
    const { gate, arrive, answered } = gateWith(0);
    gate.close(({ id }) => id % 2 === 0);
    for (const id of [1, 2, 3, 4]) arrive(id);

    expect(answered()).toEqual([1, 3]);
    expect(gate.held.map(({ id }) => id)).toEqual([2, 4]);
  });

  test('answers at once again after it was opened', () => {
    const { gate, arrive, answered } = gateWith(0);
    gate.open();
    const call = arrive(1);

    expect(answered()).toEqual([1]);
    expect(call.round).toBeUndefined();
    expect(gate.rounds).toEqual([]);
  });
});

describe('a release', () => {
  test('of all lets every call go in the order of arrival', () => {
    const { gate, calls, answered } = gateWith(3);

    expect(gate.release()).toEqual(calls);
    expect(answered()).toEqual([1, 2, 3]);
    expect(gate.rounds).toEqual([3]);
  });

  test('of n lets the first n go', () => {
    const { gate, answered } = gateWith(5);
    gate.release(2);

    expect(answered()).toEqual([1, 2]);
    expect(gate.inFlight).toBe(3);
  });

  test('by a predicate lets those go that match', () => {
    const { gate, answered } = gateWith(4);
    gate.release(({ id }) => id > 2);

    expect(answered()).toEqual([3, 4]);
  });

  test('in a given order keeps it', () => {
    const { gate, calls, answered } = gateWith(4);
    gate.release(calls.toReversed());

    expect(answered()).toEqual([4, 3, 2, 1]);
    expect(gate.rounds).toEqual([4]);
  });

  test('that names a call twice answers and counts it once', () => {
    const { gate, calls, answered } = gateWith(2);
    gate.release([...calls, ...calls]);

    expect(answered()).toEqual([1, 2]);
    expect(gate.rounds).toEqual([2]);
  });

  test('of a call that went already is no round', () => {
    const { gate, calls, answered } = gateWith(1);
    gate.release();

    expect(gate.release(calls)).toEqual([]);
    expect(answered()).toEqual([1]);
    expect(gate.rounds).toEqual([1]);
  });

  test('gives the answer asked for, else the default one', () => {
    const { gate, answers } = gateWith(4);
    gate.release(1, { status: 503 });
    gate.release(1, 'reset');
    gate.release(1);

    expect(answers.map(({ answer }) => answer)).toEqual([
      { status: 503 },
      'reset',
      { text: 'default 3' },
    ]);
  });

  test('without an answer leaves its caller waiting, but not at the gate', () => {
    const { gate, calls, answers } = gateWith(2);
    gate.release(1, 'never');

    expect(answers).toEqual([]);
    expect(gate.inFlight).toBe(1);
    expect(calls[0]).toMatchObject({ round: 1 });
    expect(calls[0]?.releasedAt).toBeUndefined();
  });
});

describe('the logical clock', () => {
  test('tells the round in which a call arrived and the one that let it go', () => {
    const { gate, arrive, calls } = gateWith(2);
    gate.release(1);
    const late = arrive(3);
    gate.release();

    expect(calls.map(({ arrivedInRound, round }) => [arrivedInRound, round])).toEqual([
      [1, 1],
      [1, 2],
    ]);
    expect([late.arrivedInRound, late.round]).toEqual([2, 2]);
    expect(gate.rounds).toEqual([1, 2]);
  });

  test('remembers the most calls that were in flight at any moment', () => {
    const { gate, arrive } = gateWith(3);
    gate.release();
    arrive(4);

    expect(gate.mostInFlight).toBe(3);
  });
});

describe('a caller that hangs up', () => {
  test('leaves the gate and is never answered', () => {
    const { gate, calls, answered } = gateWith(2);
    gate.hangUp(calls[0]!);
    gate.release();

    expect(answered()).toEqual([2]);
    expect(calls[0]?.hungUpAt).toBeTypeOf('number');
    expect(gate.rounds).toEqual([1]);
  });

  test('after it had its answer did not give up', () => {
    const { gate, calls } = gateWith(1);
    gate.release();
    gate.hangUp(calls[0]!);

    expect(calls[0]?.hungUpAt).toBeUndefined();
  });
});

describe('activity', () => {
  test('wakes whoever waits for the next movement', async () => {
    const activity = new Activity();
    const next = activity.next(60_000);
    activity.touch();

    await expect(next).resolves.toBeUndefined();
  });

  test('wakes by itself when nothing moves', async () => {
    await expect(new Activity().next(1)).resolves.toBeUndefined();
  });

  test('is not flushed until each writing has ended, however often it says so', () => {
    const activity = new Activity();
    const [first, second] = [activity.writing(), activity.writing()];
    first();
    first();

    expect(activity.flushed).toBe(false);
    second();
    expect(activity.flushed).toBe(true);
  });
});
