import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { sendVolley, type Target } from '../../traffic/volley.ts';
import { awaited, faultOf, isFault, type Fault } from '../fault.ts';
import type { Reader, Reading } from './reader.ts';

/** How somebody asks: when for the first time, how long a request waits, how soon the next one follows. */
export interface Manner {
  readonly firstMs: number;
  readonly waitMs: number;
  readonly everyMs: number;
}

interface Question {
  readonly path: string;
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

interface Heard {
  readonly ids: readonly number[];
  readonly at: number;
}

const route = 'GET /rooms/:room/messages';
const deadlineMs = 30_000;
const listSchema = z.object({ messages: z.array(z.object({ id: z.number() })) });

/** Reads by asking for what was said since the last answer. */
export function startPoller(target: Target, { room, messages }: Reading, manner: Manner): Reader {
  const { firstMs, waitMs, everyMs } = manner;
  const stop = new AbortController();
  const signal = AbortSignal.any([target.watch.signal, stop.signal]);
  const heardAt: number[] = [];
  let requests = 0;
  let fault: Fault | undefined;

  const read = async () => {
    let after = 0;
    await delay(firstMs, undefined, { signal });
    while (heardAt.length < messages) {
      const path = `/rooms/${room}/messages?after=${after}${waitMs > 0 ? `&wait=${waitMs}` : ''}`;
      const answer = await ask(target, { path, waitMs, signal });
      requests += 1;
      if (isFault(answer)) {
        fault = answer;
        return;
      }
      heardAt.push(...answer.ids.map(() => answer.at));
      after = answer.ids.at(-1) ?? after;
      await delay(everyMs, undefined, { signal });
    }
  };
  read().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return {
    route,
    heardAt,
    requests: () => requests,
    isReady: () => true,
    fault: () => fault,
    [Symbol.dispose]: () => stop.abort(),
  };
}

async function ask(target: Target, { path, waitMs, signal }: Question): Promise<Heard | Fault> {
  const begun = performance.now();
  using volley = sendVolley(target, [{ path }]);
  await awaited(target.watch.activity, volley.done, { deadlineMs, signal });
  const [reply] = volley.replies;
  if (reply === undefined) return mend(`gives no answer in ${deadlineMs / 1000} s`);
  const fault = faultOf(route, reply, 200);
  if (fault !== undefined) return fault;
  const ids = idsIn(reply.text);
  if (ids === undefined) return mend('answers without a list of messages');
  const at = reply.endedAt;
  // A timer may fire up to a millisecond early.
  if (ids.length > 0 || at - begun > waitMs - 2) return { ids, at };
  return mend(`answers with no message after ${Math.round(at - begun)} ms of wait=${waitMs}`);
}

function mend(what: string): Fault {
  return { fault: `mend ${route} first; it ${what}` };
}

function idsIn(text: string): number[] | undefined {
  try {
    return listSchema.parse(JSON.parse(text)).messages.map(({ id }) => id);
  } catch {
    return undefined;
  }
}
