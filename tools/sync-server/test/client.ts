import { once } from 'node:events';
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from './until.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface SendOptions extends RequestOptions {
  readonly body?: string | Uint8Array;
}

const DEADLINE_MS = 20_000;

/** One request on a connection of its own; rejects when it takes longer than 20 s. */
export async function send(url: string, { body, ...options }: SendOptions = {}): Promise<Answer> {
  const outgoing = httpRequest(url, {
    agent: false,
    signal: AbortSignal.timeout(DEADLINE_MS),
    ...options,
  }).end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const { statusCode: status = 0, headers } = incoming;
  return { status, headers, text: await text(incoming) };
}

export async function sendJson(url: string, options: SendOptions = {}): Promise<unknown> {
  return JSON.parse((await send(url, options)).text);
}

/** A bare connection, for what an HTTP client would not send. */
export interface RawClient extends Disposable {
  readonly socket: Socket;
  received(): string;
  /** Whether the server has ended the connection. */
  ended(): boolean;
  waitFor(pattern: RegExp): Promise<void>;
}

export async function connectRaw(port: number, first = ''): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let ended = false;
  socket.setEncoding('utf8').on('data', (chunk: string) => (received += chunk));
  socket.on('end', () => (ended = true)).on('close', () => (ended = true));
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  if (first !== '') socket.write(first);
  return {
    socket,
    received: () => received,
    ended: () => ended,
    waitFor: (pattern) =>
      until(() => pattern.test(received), `${String(pattern)}, got ${received}`),
    [Symbol.dispose]: () => socket.destroy(),
  };
}

/** Two answers of the front's own: whatever reached it before has been read and acted on. */
export async function settleFront(url: string): Promise<void> {
  await send(`${url}/%zz`);
  await send(`${url}/%zz`);
}
