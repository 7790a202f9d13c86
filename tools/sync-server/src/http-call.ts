import type { ClientRequest, IncomingMessage } from 'node:http';
import { headerPairs } from './header-pairs.ts';
import { nodeHttp } from './node-http.ts';

/** One HTTP call as plain data, so that it can cross threads. */
export interface HttpCall {
  readonly kind: 'http';
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Uint8Array | undefined;
  readonly timeoutMs: number | undefined;
}

/** How a call ended, as plain data: an answer, no answer in time, no answer at all, or not made. */
export type HttpOutcome =
  | { kind: 'answer'; status: number; headers: [string, string][]; body: Uint8Array }
  | { kind: 'timeout' }
  | { kind: 'failure'; code: string; message: string }
  | { kind: 'invalid'; message: string };

/**
 * Makes one call on a connection of its own, and never rejects for what the network did.
 *
 * A fresh connection cannot be reset because it idled in a pool, and `node:http` sets no timer
 * but ours, whereas undici's `fetch` wakes the process every 499 ms while a call is in flight.
 */
export function httpCall(call: HttpCall): Promise<HttpOutcome> {
  return new Promise((resolve) => {
    let outgoing: ClientRequest;
    try {
      outgoing = startRequest(call);
    } catch (error) {
      resolve({ kind: 'invalid', message: (error as Error).message });
      return;
    }
    const timer = startTimer(call.timeoutMs, () => settle({ kind: 'timeout' }));
    const settle = (outcome: HttpOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
      outgoing.destroy();
    };
    outgoing.on('response', (incoming) => collect(incoming, settle));
    outgoing.on('error', (error) => settle(failure(error)));
    outgoing.on('close', () => settle(failure(new Error('the connection was closed'))));
  });
}

/** Throws for what no request can be made of, such as a method that is none. */
function startRequest(call: HttpCall): ClientRequest {
  // TLS takes 10 ms to load, and a service on the same machine does without.
  const { request } = call.url.startsWith('https:')
    ? process.getBuiltinModule('node:https')
    : nodeHttp;
  const outgoing = request(call.url, { method: call.method, agent: false });
  for (const [name, value] of call.headers) outgoing.setHeader(name, value);
  return outgoing.end(call.body);
}

function startTimer(ms: number | undefined, fire: () => void): NodeJS.Timeout | undefined {
  return ms === undefined ? undefined : setTimeout(fire, ms);
}

function collect(incoming: IncomingMessage, settle: (outcome: HttpOutcome) => void): void {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('error', (error) => settle(failure(error)));
  incoming.on('end', () => {
    const body = new Uint8Array(Buffer.concat(chunks));
    settle({
      kind: 'answer',
      status: incoming.statusCode ?? 0,
      headers: headerPairs(incoming),
      body,
    });
  });
}

function failure(error: NodeJS.ErrnoException): HttpOutcome {
  return { kind: 'failure', code: error.code ?? 'ECONNRESET', message: error.message };
}
