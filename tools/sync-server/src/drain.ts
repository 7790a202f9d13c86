import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isAnswered, isIdle, isOwedNothing, isSilent, type Connection } from './connections.ts';
import type { Front } from './front.ts';

const SILENT_GRACE_MS = 250;
const RECEIVE_DEADLINE_MS = 5_000;
const FLUSH_DEADLINE_MS = 10_000;
const RUN_DEADLINE_MS = 5_000;

/**
 * Stops accepting, lets every accepted request be answered, and ends the workers.
 *
 * A request that is still arriving has 5 s, a connection that never said anything 250 ms, a client
 * 10 s to take its answer. Once no client is left, a handler still at work has 5 s.
 */
export async function drain(front: Front): Promise<void> {
  const { connections, listener, pool } = front;
  // The kernel may hold connections that were made before the signal: two turns accept them.
  await nextTurn();
  await nextTurn();
  listener.close();
  endConnections(front);
  await connections.empty();
  await pool.stop(RUN_DEADLINE_MS);
}

// Not `server.closeIdleConnections()`: it destroys a connection whose answer has been ended but not
// yet flushed.
function endConnections(front: Front): void {
  const { connections } = front;
  let endAfterAnswer: (connection: Connection) => void = endIfIdle;
  front.draining = {
    answering: limitFlush,
    answered: (connection) => endAfterAnswer(connection),
  };
  for (const connection of connections.list()) {
    endIfIdle(connection);
    for (const response of connection.responses) limitFlush(connection, response);
  }
  setTimeout(() => connections.list().forEach(endIfSilent), SILENT_GRACE_MS);
  setTimeout(() => {
    endAfterAnswer = destroyIfUnfinished;
    connections.list().forEach(destroyIfUnfinished);
  }, RECEIVE_DEADLINE_MS);
}

function endIfIdle(connection: Connection): void {
  if (isIdle(connection)) connection.socket.destroySoon();
}

function endIfSilent(connection: Connection): void {
  if (isSilent(connection)) connection.socket.destroySoon();
}

function destroyIfUnfinished(connection: Connection): void {
  if (isOwedNothing(connection)) connection.socket.destroy();
}

function limitFlush(connection: Connection, response: ServerResponse): void {
  setTimeout(() => {
    const waiting = connection.responses.has(response);
    if (waiting && isAnswered(connection)) connection.socket.destroy();
  }, FLUSH_DEADLINE_MS);
}
