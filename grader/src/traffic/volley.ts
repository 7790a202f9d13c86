import { performance } from 'node:perf_hooks';
import { Agent, request, type Dispatcher } from 'undici';
import type { Activity } from '../gate/activity.ts';
import { boundedText } from '../gate/bounded-text.ts';
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

/** Sends every request at once. A reply that never comes leaves the volley open; nothing rejects. */
export function sendVolley({ url, watch }: Target, asks: readonly Ask[]): Volley {
  const replies: Reply[] = [];
  const agent = new Agent({ connectTimeout: 0, headersTimeout: 0, bodyTimeout: 0 });
  const dispatcher = agent.compose(noteMovement(watch.activity));
  const hangUps = asks.map(() => new AbortController());
  asks.forEach((ask, index) => {
    const hangUp = hangUps[index] ?? new AbortController();
    const signal = AbortSignal.any([watch.signal, hangUp.signal]);
    void send(url, ask, { dispatcher, signal }).then((reply) => {
      replies.push(reply);
      watch.activity.touch();
    });
  });
  return {
    asks,
    replies,
    watch,
    done: () => replies.length === asks.length,
    hangUp: (index) => hangUps[index]?.abort(),
    [Symbol.dispose]: () => void agent.destroy(),
  };
}

async function send(
  base: string,
  ask: Ask,
  options: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Reply> {
  try {
    const { statusCode, body } = await request(base + ask.path, {
      ...options,
      method: ask.method ?? 'GET',
      reset: true,
      ...(ask.json !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(ask.json),
      }),
    });
    const text = await boundedText(body);
    return { ask, status: statusCode, text, endedAt: performance.now() };
  } catch (error) {
    return { ask, status: 0, text: '', error: codeOf(error), endedAt: performance.now() };
  }
}

/** Tells the activity when each request has been handed to the operating system, and what moves back. */
function noteMovement(activity: Activity): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    const flushed = activity.writing();
    return dispatch(options, {
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
    });
  };
}

function codeOf(error: unknown): string {
  const { code, cause, name } = error as NodeJS.ErrnoException & { cause?: { code?: string } };
  // A DOMException, such as that of hanging up, has a number for its code.
  return [cause?.code, code].find((one) => typeof one === 'string') ?? name;
}
