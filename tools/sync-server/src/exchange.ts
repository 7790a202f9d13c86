import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BodyStore } from './body-store.ts';
import { isOwedNothing, type Connection } from './connections.ts';
import { describeError } from './describe-error.ts';
import type { Front } from './front.ts';
import { headerPairs } from './header-pairs.ts';
import type { Reply } from './messages.ts';
import { receiveBody } from './receive-body.ts';
import { errorReply } from './reply.ts';
import { lacksHost, parseTarget, type Target } from './target.ts';
import { writeReply } from './write-reply.ts';

/** How long, in milliseconds, a client that has its error may go on sending. */
export const LINGER_MS = 5_000;

/** One request and its response on a connection. */
interface Exchange {
  readonly front: Front;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly connection: Connection;
}

/** Receives a request, has a worker handle it, and answers; never rejects. */
export async function serveRequest(
  front: Front,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const exchange = begin(front, request, response);
  const target = lacksHost(request) ? undefined : parseTarget(request.url ?? '');
  if (!target) {
    answer(exchange, errorReply(400, 'malformed request'));
    return;
  }
  try {
    await receiveAndRun(exchange, target);
  } catch (error) {
    const log = `${request.method ?? ''} ${target.path}: ${describeError(error)}`;
    answer(exchange, { ...errorReply(500, 'internal error'), log });
  }
}

function begin(front: Front, request: IncomingMessage, response: ServerResponse): Exchange {
  const connection = front.connections.of(request.socket);
  connection.newest = response;
  connection.responses.add(response);
  response.once('close', () => {
    connection.responses.delete(response);
    connection.bytesSeen = request.socket.bytesRead;
    if (isOwedNothing(connection)) connection.refuse?.();
    front.draining?.answered(connection);
  });
  return { front, request, response, connection };
}

async function receiveAndRun(exchange: Exchange, target: Target): Promise<void> {
  const { front, request } = exchange;
  const { outcome, store } = await receiveBody(request, front.maxBodyBytes);
  if (outcome === 'whole') return run(exchange, target, store);
  if (outcome === 'client gone') return;
  answer(exchange, errorReply(413, `expected at most ${String(front.maxBodyBytes)} bytes`));
  discardRest(request);
}

async function run(exchange: Exchange, target: Target, store: BodyStore): Promise<void> {
  const { front, request } = exchange;
  const { bytes, file } = await store.finish();
  const method = request.method ?? 'GET';
  const message = { ...target, method, headers: headerPairs(request), body: bytes, bodyFile: file };
  front.pool.run({
    message,
    wanted: () => !request.socket.destroyed,
    drop: () => void store.remove(),
    answer: (reply) => {
      void store.remove();
      answer(exchange, reply);
    },
  });
}

function answer({ front, request, response, connection }: Exchange, reply: Reply): void {
  if (reply.log !== undefined) console.error(reply.log);
  if (request.socket.destroyed) return;
  writeReply(response, reply, front.draining !== undefined && connection.newest === response);
  front.draining?.answering(connection, response);
}

// Closing at once would reset the connection, and the client might never read the 413.
function discardRest(request: IncomingMessage): void {
  const late = setTimeout(() => request.socket.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(late));
  request.resume();
}
