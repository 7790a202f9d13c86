import { Agent, request } from 'undici';

import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import type { Ask } from '../plain-http/handler.ts';

const never = 0;

// A connection carries one call at a time: one that is given up must not take others along.
const dispatcher = new Agent({
  connections: 64,
  pipelining: 1,
  keepAliveTimeout: 4000,
  connectTimeout: never,
  headersTimeout: never,
  bodyTimeout: never,
});

/** One call to the author service over one of the connections that are kept. */
export const ask: Ask = async <T>(path: string, signal: AbortSignal, body?: unknown) => {
  const timeout = AbortSignal.timeout(config.upstreamTimeoutMs);
  try {
    const reply = await request(config.authorsUrl + path, {
      ...(body !== undefined && post(body)),
      dispatcher,
      signal: AbortSignal.any([signal, timeout]),
    });
    // Read to its end in any case, so that the connection is free again.
    const text = await reply.body.text();
    if (reply.statusCode !== 200) throw new Error(`status ${reply.statusCode}`);
    return JSON.parse(text) as T;
  } catch {
    throw timeout.aborted
      ? new HttpError(504, 'the author service took too long')
      : new HttpError(502, 'the author service failed');
  }
};

const post = (body: unknown) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
