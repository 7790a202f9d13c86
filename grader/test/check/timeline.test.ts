import { expect, test } from 'vitest';
import { markOf, timelineSince } from '../../src/check/timeline.ts';
import { Activity } from '../../src/gate/activity.ts';
import { Gate, type Call } from '../../src/gate/gate.ts';

function gateWith() {
  const gate = new Gate<Call>(new Activity(), () => ({}));
  let ids = 0;
  const arrive = (count: number) => {
    for (let n = 0; n < count; n += 1) {
      gate.arrive(
        { id: (ids += 1), label: `GET /${ids}`, arrivedAt: 0, arrivedInRound: gate.round },
        () => undefined,
      );
    }
  };
  gate.close();
  return { gate, arrive };
}

test('a timeline tells each call from the round of its arrival to the round of its release', () => {
  const { gate, arrive } = gateWith();
  arrive(3);
  gate.release(2);
  arrive(1);
  gate.release();

  expect(timelineSince(gate, { calls: 0, rounds: 0 }, 'e')).toEqual({
    expected: 'e',
    inFlight: [2, 2],
    mostInFlight: 2,
    work: 4,
    span: 2,
    calls: [
      { label: 'GET /1', from: 1, to: 1 },
      { label: 'GET /2', from: 1, to: 1 },
      { label: 'GET /3', from: 1, to: 2 },
      { label: 'GET /4', from: 2, to: 2 },
    ],
  });
});

test('a timeline starts at its mark and counts rounds from there', () => {
  const { gate, arrive } = gateWith();
  arrive(2);
  gate.release(1);
  gate.release(1);
  const mark = markOf(gate);
  arrive(1);
  gate.release();

  expect(timelineSince(gate, mark, 'e')).toMatchObject({
    work: 1,
    span: 1,
    inFlight: [1],
    calls: [{ label: 'GET /3', from: 1, to: 1 }],
  });
});

test('a timeline shows calls that still wait, and none that were never held', () => {
  const { gate, arrive } = gateWith();
  gate.open();
  arrive(2);
  gate.close();
  arrive(1);

  expect(timelineSince(gate, { calls: 0, rounds: 0 }, 'e')).toMatchObject({
    work: 1,
    span: 0,
    mostInFlight: 1,
    calls: [{ label: 'GET /3', from: 1 }],
  });
});

test('a timeline lists at most sixty calls and counts them all', () => {
  const { gate, arrive } = gateWith();
  arrive(100);

  const { calls, work } = timelineSince(gate, { calls: 0, rounds: 0 }, 'e');
  expect([calls.length, work]).toEqual([60, 100]);
});
