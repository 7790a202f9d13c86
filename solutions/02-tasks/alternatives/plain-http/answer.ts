import type { ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';

export type Answer = readonly [
  status: number,
  body: unknown,
  headers?: Readonly<Record<string, string>>,
];

/** How long a client that has its answer may go on sending. */
const lingerMs = 5000;

/** Answers in JSON, also a client that is still sending. */
export function send(response: ServerResponse, [status, body, headers]: Answer): void {
  const text = Buffer.from(JSON.stringify(body));
  const about = { 'Content-Type': 'application/json', 'Content-Length': text.length };
  if (response.req.complete) {
    response.writeHead(status, { ...about, ...headers }).end(text);
    return;
  }
  response.writeHead(status, { ...about, ...headers, Connection: 'close' });
  // Closing at once would reset the connection, and the answer with it: it is closed by `end` below.
  response.write(text);
  const signal = AbortSignal.timeout(lingerMs);
  const end = () => response.end();
  finished(response.req.resume(), { signal, writable: false }).then(end, end);
}
