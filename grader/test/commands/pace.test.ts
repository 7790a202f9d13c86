import { expect, test } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { HttpGate } from '../../src/gate/http-gate.ts';
import { answerAfter, holdAll } from '../../src/serve/pace.ts';

test('a call is answered after the delay, and not before', async () => {
  await using gate = await HttpGate.start(new Activity(), () => ({ json: 1 }));
  const seen: number[] = [];
  using _pace = answerAfter(gate, 60, (_, inFlight) => seen.push(inFlight));

  await Promise.all([fetch(gate.url), fetch(gate.url)]);

  // A timer of Node may be a millisecond early.
  for (const { arrivedAt, releasedAt = 0 } of gate.calls) {
    expect(releasedAt - arrivedAt).toBeGreaterThan(58);
  }
  expect(seen).toEqual([1, 2]);
});

test('without a delay nothing waits', async () => {
  await using gate = await HttpGate.start(new Activity(), () => ({ json: 1 }));
  using _pace = answerAfter(gate, 0);
  expect((await fetch(gate.url)).status).toBe(200);
  expect(gate.rounds).toEqual([]);
});

test('what still waits is answered when the pace ends', async () => {
  await using gate = await HttpGate.start(new Activity(), () => ({ json: 1 }));
  const arrived = Promise.withResolvers<void>();
  const pace = answerAfter(gate, 1_000_000, () => arrived.resolve());
  const reply = fetch(gate.url);
  await arrived.promise;

  pace[Symbol.dispose]();

  expect((await reply).status).toBe(200);
  expect(gate.inFlight).toBe(0);
});

test('a held call waits for a release', async () => {
  await using gate = await HttpGate.start(new Activity(), () => ({ json: 1 }));
  const arrived = Promise.withResolvers<void>();
  using _hold = holdAll(gate, () => arrived.resolve());
  const reply = fetch(gate.url);
  await arrived.promise;
  expect(gate.inFlight).toBe(1);
  gate.release();
  expect((await reply).status).toBe(200);
});
