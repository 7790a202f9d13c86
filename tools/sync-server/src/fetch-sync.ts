import { callSync } from './call.ts';
import { FetchError } from './fetch-error.ts';
import type { HttpCall, HttpOutcome } from './http-call.ts';
import { lazyHeaders } from './lazy-headers.ts';
import { TimeoutError, toTimeout } from './timeout-error.ts';

export interface FetchSyncOptions {
  /** `GET` unless given. */
  readonly method?: string;
  readonly headers?: HeadersInit;
  readonly body?: string | Uint8Array;
  /** Milliseconds for this call, from connecting to the last byte; no limit unless given. */
  readonly timeoutMs?: number;
}

/** A whole answer, already in memory; `text()` and `json()` may be called any number of times. */
export interface FetchSyncResponse {
  readonly status: number;
  /** Whether the status is 200 to 299. */
  readonly ok: boolean;
  readonly headers: Headers;
  /** The body as UTF-8. */
  text(): string;
  /** The parsed body; throws a `FetchError` with code `ERR_INVALID_JSON` when it is not JSON. */
  json(): unknown;
}

/**
 * Calls an HTTP service and blocks the worker, without using the CPU, until it has answered.
 *
 * Every status is an answer, redirects are not followed, and each call has its own connection.
 * Throws a `TimeoutError` after `timeoutMs`, a `FetchError` with a `code` when the connection is
 * refused, reset or broken, a `TypeError` for an address, method or header that is not valid, and
 * an `Error` outside a worker.
 */
export function fetchSync(url: string | URL, options: FetchSyncOptions = {}): FetchSyncResponse {
  const call = toCall(url, options);
  const outcome = callSync('fetchSync', call);
  if (outcome.kind === 'answer') return toResponse(outcome);
  if (outcome.kind === 'invalid') throw new TypeError(outcome.message);
  const what = `${call.method} ${call.url}`;
  if (outcome.kind === 'timeout') {
    throw new TimeoutError(
      `${what}: expected an answer within ${String(call.timeoutMs)} ms, got none`,
    );
  }
  throw new FetchError(outcome.code, `${what}: ${outcome.message}`);
}

function toCall(url: string | URL, options: FetchSyncOptions): HttpCall {
  const address = new URL(url);
  if (!/^https?:$/.test(address.protocol)) {
    throw new TypeError(`expected an http: or https: address, got ${address.href}`);
  }
  return {
    kind: 'http',
    url: address.href,
    method: (options.method ?? 'GET').toUpperCase(),
    headers: headersOf(options),
    body: options.body,
    timeoutMs: toTimeout(options.timeoutMs),
  };
}

function headersOf({ headers, body }: FetchSyncOptions): [string, string][] {
  const pairs = headers === undefined ? [] : [...new Headers(headers)];
  const isUntyped = typeof body === 'string' && pairs.every(([name]) => name !== 'content-type');
  return isUntyped ? [...pairs, ['content-type', 'text/plain;charset=UTF-8']] : pairs;
}

function toResponse(answer: HttpOutcome & { kind: 'answer' }): FetchSyncResponse {
  const text = (): string => new TextDecoder().decode(answer.body);
  const headers = lazyHeaders(answer.headers);
  return {
    status: answer.status,
    ok: answer.status >= 200 && answer.status < 300,
    get headers() {
      return headers();
    },
    text,
    json: () => parseJson(text()),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FetchError('ERR_INVALID_JSON', `the answer is not JSON: ${(error as Error).message}`);
  }
}
