import { request, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import type { Ask } from './handler.ts';

/** One call to the author service over a connection of its own. */
export const ask: Ask = async <T>(path: string, signal: AbortSignal, body?: unknown) => {
  const timeout = AbortSignal.timeout(config.upstreamTimeoutMs);
  try {
    const reply = await send(path, AbortSignal.any([signal, timeout]), body);
    if (reply.statusCode === 200) return (await json(reply)) as T;
    reply.destroy();
    throw new Error(`status ${reply.statusCode ?? 0}`);
  } catch {
    throw timeout.aborted
      ? new HttpError(504, 'the author service took too long')
      : new HttpError(502, 'the author service failed');
  }
};

const send = (path: string, signal: AbortSignal, body: unknown) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const content = body === undefined ? undefined : JSON.stringify(body);
    request(config.authorsUrl + path, {
      method: content === undefined ? 'GET' : 'POST',
      headers: content === undefined ? {} : { 'Content-Type': 'application/json' },
      agent: false,
      signal,
    })
      .on('response', resolve)
      .on('error', reject)
      .end(content);
  });
