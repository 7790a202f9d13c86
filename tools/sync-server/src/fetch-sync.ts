import { createRequire } from 'node:module';
import { assertMayBlock } from './block-thread.ts';
import { FetchError } from './fetch-error.ts';
import type { CallInHelper } from './http-call-worker.ts';
import type { HttpCall, HttpOutcome } from './http-call.ts';
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

// Only a worker calls, and synckit takes 20 ms to load: the main thread does without.
const require = createRequire(import.meta.url);

const HELPER = new URL('./http-call-worker.ts', import.meta.url);

/**
 * Calls an HTTP service and blocks the worker, without using the CPU, until it has answered.
 *
 * Every status is an answer, redirects are not followed, and each call has its own connection.
 * Throws a `TimeoutError` after `timeoutMs`, a `FetchError` with a `code` when the connection is
 * refused, reset or broken, a `TypeError` for an address, method or header that is not valid, and
 * an `Error` in the main thread.
 */
export function fetchSync(url: string | URL, options: FetchSyncOptions = {}): FetchSyncResponse {
  assertMayBlock('fetchSync');
  const call = toCall(url, options);
  const outcome = helper()(call);
  if (outcome?.kind === 'answer') return toResponse(outcome);
  const what = `${call.method} ${call.url}`;
  if (outcome?.kind === 'timeout') {
    throw new TimeoutError(
      `${what}: expected an answer within ${String(call.timeoutMs)} ms, got none`,
    );
  }
  throw new FetchError(
    outcome?.code ?? 'ECONNRESET',
    `${what}: ${outcome?.message ?? 'no answer'}`,
  );
}

/** Starts this thread's helper; call what it returns to wait until the helper serves. */
export function startFetchHelper(): () => void {
  const call = helper();
  return () => void call();
}

// One helper for each calling thread: synckit caches it by its path, and a thread has one call at a time.
function helper(): (call?: HttpCall) => HttpOutcome | undefined {
  const { createSyncFn } = require('synckit') as typeof import('synckit');
  return createSyncFn<CallInHelper>(HELPER);
}

function toCall(url: string | URL, options: FetchSyncOptions): HttpCall {
  const address = new URL(url);
  if (!/^https?:$/.test(address.protocol)) {
    throw new TypeError(`expected an http: or https: address, got ${address.href}`);
  }
  return {
    url: address.href,
    method: (options.method ?? 'GET').toUpperCase(),
    headers: [...toHeaders(options)],
    body: options.body,
    timeoutMs: toTimeout(options.timeoutMs),
  };
}

function toHeaders({ headers, body }: FetchSyncOptions): Headers {
  const result = new Headers(headers);
  if (typeof body === 'string' && !result.has('content-type')) {
    result.set('content-type', 'text/plain;charset=UTF-8');
  }
  return result;
}

function toResponse(answer: HttpOutcome & { kind: 'answer' }): FetchSyncResponse {
  const text = (): string => new TextDecoder().decode(answer.body);
  return {
    status: answer.status,
    ok: answer.status >= 200 && answer.status < 300,
    headers: new Headers(answer.headers),
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
