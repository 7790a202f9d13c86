import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Activity } from './activity.ts';
import { boundedText } from './bounded-text.ts';
import { Gate, type Answer, type Call } from './gate.ts';

/** A call over HTTP. */
export interface HttpCall extends Call {
  readonly method: string;
  /** The path, percent-decoded where that is possible, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** When the caller had closed its connection, in milliseconds of `performance.now()`. */
  closedAt?: number;
}

/** No honest call says more than a comment of 10,000 characters, escaped. */
const longestBody = 128 * 1024;
/** No check makes a server call more often. */
const mostCalls = 10_000;

/** An HTTP dependency on 127.0.0.1 whose calls wait at a gate. */
export class HttpGate extends Gate<HttpCall> {
  readonly #server = createServer((request, response) => void this.#receive(request, response));
  readonly #connections = new Map<Socket, HttpCall[]>();
  #ids = 0;

  /** Starts the dependency on a free port. */
  static async start(activity: Activity, answer: (call: HttpCall) => Answer): Promise<HttpGate> {
    const gate = new HttpGate(activity, answer);
    // Fifty calls at once must not wait for a second SYN, and a held call must not be timed out.
    gate.#server.requestTimeout = 0;
    gate.#server.keepAliveTimeout = 0;
    gate.#server.on('connection', (socket) => gate.#track(socket));
    gate.#server.listen({ port: 0, host: '127.0.0.1', backlog: 1024 });
    await once(gate.#server, 'listening');
    return gate;
  }

  /** The base URL, without a slash at the end. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Cuts every connection and stops listening. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#connections.keys()) socket.destroy();
    await closed;
  }

  #track(socket: Socket): void {
    this.#connections.set(socket, []);
    socket.once('close', () => {
      for (const call of this.#connections.get(socket) ?? []) call.closedAt = performance.now();
      this.#connections.delete(socket);
    });
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    if (this.calls.length >= mostCalls) {
      socket.destroy();
      return;
    }
    const arrival = { arrivedAt: performance.now(), arrivedInRound: this.round };
    const callWith = (body: string) => ({
      id: (this.#ids += 1),
      ...arrival,
      ...partsOf(request),
      body,
    });
    let body: string;
    try {
      body = await boundedText(this.#noted(request), longestBody);
    } catch (error) {
      // Unlike a body that is too long, one that breaks off was given up by its caller.
      if ((error as NodeJS.ErrnoException).code === 'ECONNRESET') this.breakOff(callWith(''));
      socket.destroy();
      return;
    }
    const call: HttpCall = callWith(body);
    if (response.closed) {
      this.breakOff(call);
      return;
    }
    response.once('close', () => {
      if (!response.writableFinished) this.hangUp(call);
    });
    this.#connections.get(socket)?.push(call);
    this.arrive(call, (answer) => this.#respond(response, answer));
  }

  async *#noted(request: IncomingMessage): AsyncGenerator<Uint8Array> {
    for await (const chunk of request) {
      this.activity.touch();
      yield chunk as Uint8Array;
    }
  }

  #respond(response: ServerResponse, answer: Answer): void {
    const flushed = this.activity.writing();
    response.once('finish', flushed).once('close', flushed);
    if (answer === 'reset' || answer === 'never') {
      response.socket?.resetAndDestroy();
      return;
    }
    const { status = 200, json, text: plain } = answer;
    const type = plain === undefined ? 'application/json' : 'text/plain; charset=utf-8';
    // A kept connection could be cut between two calls, and tell nothing of when its reply was read.
    response.writeHead(status, { 'content-type': type, connection: 'close' });
    response.end(plain ?? JSON.stringify(json ?? null));
  }
}

function partsOf({ method = 'GET', url: sent = '/' }: IncomingMessage) {
  // A path that begins with two slashes would be taken for a host.
  const url = URL.parse(sent.startsWith('/') ? `http://gate${sent}` : sent, 'http://gate');
  const { pathname, searchParams: query } = url ?? new URL('http://gate');
  return { label: `${method} ${normal(pathname)}`, method, path: decode(pathname), query };
}

/** With what need not be encoded as it is: to write a hyphen as `%2D` is as right (RFC 3986, 6.2.2.2). */
function normal(path: string): string {
  return path.replace(/%(2[DE]|3\d|[46][1-9A-F]|[57][\dA]|5F|7E)/gi, decodeURIComponent);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
