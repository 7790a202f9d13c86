import { fetchSync } from '@overlap/sync-server';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';

/** One call to the author service: what it answers, or a 502 or 504. A body makes it a POST. */
export function ask(path: string, body?: unknown): unknown {
  try {
    const reply = fetchSync(config.authorsUrl + path, {
      ...(body !== undefined && post(body)),
      timeoutMs: config.upstreamTimeoutMs,
    });
    if (reply.status !== 200) throw new Error(`status ${reply.status}`);
    return reply.json();
  } catch (error) {
    throw error instanceof Error && error.name === 'TimeoutError'
      ? new HttpError(504, 'the author service took too long')
      : new HttpError(502, 'the author service failed');
  }
}

const post = (body: unknown) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
