import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { Client, request } from 'undici';
import type { Activity } from '../gate/activity.ts';
import { boundedText } from '../gate/bounded-text.ts';
import { watchOverflows } from '../quiet/listen-queue.ts';
import type { Watch } from '../quiet/until.ts';

/** A call to a dependency, by what can be known of it before it is made. */
export interface ExpectedCall {
  readonly method: string;
  readonly path: string;
}

/** One request of a volley. */
export interface Ask {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  /** The calls that the server should make for it. */
  readonly calls?: readonly ExpectedCall[];
}

/** What came back; times are milliseconds of `performance.now()`. */
export interface Reply {
  readonly ask: Ask;
  /** 0 when the connection broke before an answer; `error` then names the system error. */
  readonly status: number;
  readonly text: string;
  readonly error?: string;
  readonly endedAt: number;
}

/** Requests that were sent together, each over a connection of its own. */
export interface Volley extends Disposable {
  readonly asks: readonly Ask[];
  /** The replies so far, in the order in which they came. */
  readonly replies: readonly Reply[];
  readonly watch: Watch;
  readonly done: () => boolean;
  /** Hangs up on the request at this index. */
  hangUp(index: number): void;
}

/** What a volley needs of a server. */
export interface Target {
  readonly url: string;
  readonly watch: Watch;
}

/** What the sending of a request depends on. */
interface Circumstances {
  readonly activity: Activity;
  readonly signal: AbortSignal;
  /** Whether a listen queue was full since the volley was sent. */
  readonly overflown: () => boolean;
}

/** How often a request is sent that never reaches the server. */
const mostTries = 5;

/** Sends every request at once. A reply that never comes leaves the volley open; nothing rejects. */
export function sendVolley({ url, watch }: Target, asks: readonly Ask[]): Volley {
  const replies: Reply[] = [];
  const end = new AbortController();
  const overflown = watchOverflows();
  const hangUps = asks.map((ask) => {
    const hangUp = new AbortController();
    const signal = AbortSignal.any([watch.signal, end.signal, hangUp.signal]);
    void send(url, ask, { activity: watch.activity, signal, overflown }).then((reply) => {
      replies.push(reply);
      watch.activity.touch();
    });
    return hangUp;
  });
  return {
    asks,
    replies,
    watch,
    done: () => replies.length === asks.length,
    hangUp: (index) => hangUps[index]?.abort(),
    [Symbol.dispose]: () => end.abort(),
  };
}

async function send(
  base: string,
  ask: Ask,
  { activity, signal, overflown }: Circumstances,
): Promise<Reply> {
  for (let tries = 1; ; tries += 1) {
    const { client, dispatcher } = connectionTo(base, activity, signal);
    let heard = false;
    try {
      const { statusCode, body } = await request(base + ask.path, {
        dispatcher,
        signal,
        method: ask.method ?? 'GET',
        reset: true,
        ...(ask.json !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(ask.json),
        }),
      });
      heard = true;
      const text = await boundedText(body);
      return { ask, status: statusCode, text, endedAt: performance.now() };
    } catch (error) {
      const code = codeOf(error);
      // The kernel resets what it has taken for connected and could not put into a full queue.
      const isLost = code === 'ECONNRESET' && !heard && overflown();
      if (isLost && tries < mostTries) continue;
      return { ask, status: 0, text: '', error: code, endedAt: performance.now() };
    } finally {
      void client.destroy();
    }
  }
}

/**
 * A connection that tells the activity when its request has been handed to the operating system, and
 * what moves back. One that the system has still to make, as when the server's listen queue is full,
 * counts as handed over until it is there.
 */
function connectionTo(base: string, activity: Activity, signal: AbortSignal) {
  let flushed = activity.writing();
  const client = new Client(base, {
    headersTimeout: 0,
    bodyTimeout: 0,
    connect({ hostname, port }, done) {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true, signal });
      const fail = (error: Error) => done(error, null);
      socket.once('error', fail);
      socket.once('connectionAttempt', () => flushed());
      socket.once('connect', () => {
        socket.off('error', fail);
        flushed = activity.writing();
        done(null, socket);
      });
    },
  });
  const dispatcher = client.compose(
    (dispatch) => (options, handler) =>
      dispatch(options, {
        // Called when the request is written to its socket, which is done before the next turn.
        onRequestStart: (...args) => {
          setImmediate(flushed);
          handler.onRequestStart?.(...args);
        },
        onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
        onResponseStart: (...args) => {
          activity.touch();
          handler.onResponseStart?.(...args);
        },
        onResponseData: (...args) => {
          activity.touch();
          handler.onResponseData?.(...args);
        },
        onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
        onResponseError: (...args) => {
          flushed();
          handler.onResponseError?.(...args);
        },
      }),
  );
  return { client, dispatcher };
}

function codeOf(error: unknown): string {
  const { code, cause, name } = error as NodeJS.ErrnoException & { cause?: { code?: string } };
  // A DOMException, such as that of hanging up, has a number for its code.
  return [cause?.code, code].find((one) => typeof one === 'string') ?? name;
}
