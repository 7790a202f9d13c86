import { once } from 'node:events';
import { Agent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { boundedText } from '../gate/bounded-text.ts';
import type { Reply, Target } from './volley.ts';

/** A body that is sent piece by piece. */
export interface UploadOptions {
  readonly path: string;
  readonly type: string;
  readonly pieces: Iterable<Uint8Array>;
  /** Announces this many bytes; without it the body is chunked, and nobody knows where it ends. */
  readonly length?: number;
  /** False leaves the body without its end: whoever waits for that gets none. */
  readonly ends?: boolean;
}

/** A request that is under way. */
export interface Upload extends Disposable {
  /** The answer once it is there; status 0 when the connection broke before. */
  readonly reply: () => Reply | undefined;
  /** How many bytes of the body were handed to the operating system. */
  readonly sentBytes: () => number;
  /** Whether all of the body was. */
  readonly isSent: () => boolean;
}

/** Sends a body as fast as the server takes it, until it answers; nothing rejects. */
export function upload({ url, watch }: Target, options: UploadOptions): Upload {
  const { path, type, pieces, length, ends = true } = options;
  const { activity } = watch;
  let reply: Reply | undefined;
  let sentBytes = 0;
  let isSent = false;
  const end = (status: number, text: string, error?: string) => {
    const ask = { method: 'POST', path } as const;
    reply ??= {
      ask,
      status,
      text,
      endedAt: performance.now(),
      ...(error !== undefined && { error }),
    };
    activity.touch();
  };
  // Asked to close, a server may do so before all was sent: the answer is lost then.
  const agent = new Agent({ keepAlive: true });
  const request = httpRequest(url + path, {
    method: 'POST',
    agent,
    signal: watch.signal,
    headers: { 'content-type': type, ...(length !== undefined && { 'content-length': length }) },
  });
  request.on('response', (response) => void read(response, end));
  request.on('error', ({ code = 'ECONNRESET' }: NodeJS.ErrnoException) => end(0, '', code));
  request.flushHeaders();
  activity.touch();

  const send = async () => {
    for (const piece of pieces) {
      if (request.destroyed || reply !== undefined) return;
      const taken = request.write(piece);
      if (!taken) await drained(request);
      sentBytes += piece.byteLength;
      activity.touch();
    }
    isSent = true;
    if (ends) request.end();
    activity.touch();
  };
  void send();
  return {
    reply: () => reply,
    sentBytes: () => sentBytes,
    isSent: () => isSent,
    [Symbol.dispose]: () => {
      request.destroy();
      agent.destroy();
    },
  };
}

async function read(
  response: IncomingMessage,
  end: (status: number, text: string, error?: string) => void,
) {
  const status = response.statusCode ?? 0;
  // What breaks off after its status has said enough: a server may cut off whoever goes on sending.
  const text = await boundedText(response).catch(() => '');
  end(status, text);
}

/** Resolves when more can be written, or nothing can any more. */
async function drained(request: ClientRequest): Promise<void> {
  const stop = new AbortController();
  const events = ['drain', 'close'].map((event) => once(request, event, { signal: stop.signal }));
  await Promise.race(events).catch(() => undefined);
  stop.abort();
  await Promise.allSettled(events);
}
