import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpGate } from '../../gate/http-gate.ts';
import type { Pair } from '../../serve/start-pair.ts';
import { residentBytes } from '../../server/limits.ts';
import { sendVolley, type Target } from '../../traffic/volley.ts';
import { awaited, faultOf, isFault, type Deadline, type Fault } from '../fault.ts';
import type { ReadersLoad } from './plan.ts';
import type { Reader } from './reader.ts';
import { startReaders, type Way } from './readers.ts';
import { sayRoute, type Run } from './run.ts';

/** Says one message after the other in a room with readers; ends when each reader has had them all. */
export async function deliver(
  { gate, server }: Pair<HttpGate>,
  { load, way }: { load: ReadersLoad; way: Way },
  deadline: Deadline,
): Promise<Run | Fault> {
  const { count, messages, everyMs } = load;
  const before = gate.calls.length;
  // A room of its own: whoever reads there has seen all of it in the end, and waits for nothing.
  const room = randomUUID();
  using stack = new DisposableStack();
  const readers = startReaders(server, { room, way, count, messages });
  for (const reader of readers) stack.use(reader);
  const all = (met: (reader: Reader) => boolean, had: string) =>
    expectAll(readers, { met, had }, { server, deadline });

  const absent = await all(({ isReady }) => isReady(), 'a welcome');
  if (absent !== undefined) return absent;
  const saidAt: number[] = [];
  for (let number = 1; number <= messages; number += 1) {
    await delay(everyMs, undefined, deadline);
    const said = await say(server, { room, number }, deadline);
    if (isFault(said)) return said;
    saidAt.push(said.at);
  }
  const late = await all(({ heardAt }) => heardAt.length >= messages, 'every message');
  if (late !== undefined) return late;
  return {
    waitsMs: readers.flatMap(({ heardAt }) => saidAt.map((at, one) => (heardAt[one] ?? NaN) - at)),
    calls: gate.calls.slice(before),
    requests: readers.reduce((sum, { requests }) => sum + requests(), 0),
    bytes: residentBytes(server.program.tree),
  };
}

/** Waits until all readers have come so far; says what is wrong when one of them does not. */
async function expectAll(
  readers: readonly Reader[],
  { met, had }: { met: (reader: Reader) => boolean; had: string },
  { server, deadline }: { server: Target; deadline: Deadline },
): Promise<Fault | undefined> {
  const fault = () => readers.map((reader) => reader.fault()).find(Boolean);
  const over = () => readers.every(met) || fault() !== undefined;
  if (await awaited(server.watch.activity, over, deadline)) return fault();
  const got = `${readers.filter(met).length} of ${readers.length} readers had ${had}`;
  const seconds = Math.round(deadline.deadlineMs / 1000);
  return { fault: `mend ${readers[0]?.route ?? ''} first; ${got} in ${seconds} s` };
}

/** Says something, and when it was said. */
async function say(
  server: Target,
  { room, number }: { room: string; number: number },
  deadline: Deadline,
): Promise<{ at: number } | Fault> {
  const json = { from: 'sender', text: `Message ${number}` };
  const at = performance.now();
  using volley = sendVolley(server, [{ method: 'POST', path: `/rooms/${room}/messages`, json }]);
  await awaited(server.watch.activity, volley.done, deadline);
  return faultOf(sayRoute, volley.replies[0] ?? { status: 0, error: 'too late' }, 201) ?? { at };
}
