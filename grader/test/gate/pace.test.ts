import { expect, test } from 'vitest';
import { Activity } from '../../src/gate/activity.ts';
import { HttpGate } from '../../src/gate/http-gate.ts';
import { answerAfter, holdAll } from '../../src/gate/pace.ts';
import { eventually } from '../fixtures/bench.ts';
import { closedGate, sendMail } from './smtp-clients.ts';

function start(): Promise<HttpGate> {
  return HttpGate.start(new Activity(), () => ({ json: 'answer' }));
}

async function callOnce({ url }: HttpGate, path: string): Promise<unknown> {
  return (await fetch(url + path)).json();
}

test('a call is answered when its delay is over, not before', async () => {
  await using gate = await start();
  using _ = answerAfter(gate, 100);

  expect(await Promise.all(['/1', '/2'].map((path) => callOnce(gate, path)))).toEqual([
    'answer',
    'answer',
  ]);
  // A timer may fire up to a millisecond early.
  for (const call of gate.calls)
    expect((call.releasedAt ?? 0) - call.arrivedAt).toBeGreaterThanOrEqual(99);
});

test('each arrival is told with the calls that are then in flight', async () => {
  await using gate = await start();
  const seen: [string, number][] = [];
  using pace = holdAll(gate, ({ path }, inFlight) => seen.push([path, inFlight]));
  const first = callOnce(gate, '/1');
  await eventually(() => gate.inFlight === 1, 'the first call');
  const second = callOnce(gate, '/2');
  await eventually(() => gate.inFlight === 2, 'the second call');
  pace[Symbol.dispose]();

  expect(await Promise.all([first, second])).toEqual(['answer', 'answer']);
  expect(seen).toEqual([
    ['/1', 1],
    ['/2', 2],
  ]);
});

test('without a delay a call is answered at once and in no round', async () => {
  await using gate = await start();
  using _ = answerAfter(gate, 0);

  expect(await callOnce(gate, '/1')).toBe('answer');
  expect(gate.rounds).toEqual([]);
});

test('a delay can be that of some calls alone', async () => {
  await using gate = await start();
  using _ = answerAfter(gate, ({ path }) => (path === '/slow' ? 600_000 : 0));

  void callOnce(gate, '/slow');
  await eventually(() => gate.inFlight === 1, 'the slow call');

  expect(await callOnce(gate, '/fast')).toBe('answer');
  expect(gate.held.map(({ path }) => path)).toEqual(['/slow']);
});

test('what still waits is answered when a pace ends', async () => {
  await using gate = await start();
  const pace = answerAfter(gate, 600_000);
  const reply = callOnce(gate, '/1');
  await eventually(() => gate.inFlight === 1, 'the call');
  pace[Symbol.dispose]();

  expect(await reply).toBe('answer');
});

test('mails are paced as calls are', async () => {
  await using gate = await closedGate();
  const seen: (readonly string[])[] = [];
  using _ = answerAfter(
    gate,
    ({ to }) => (to.includes('ada@example.org') ? 50 : 0),
    ({ to }) => seen.push(to),
  );

  expect(await sendMail(gate.url)).toBe('250 OK: message queued');
  expect(seen).toEqual([['ada@example.org']]);
  const [{ arrivedAt, releasedAt }] = gate.calls as [(typeof gate.calls)[0]];
  expect(releasedAt! - arrivedAt).toBeGreaterThanOrEqual(49);
});
