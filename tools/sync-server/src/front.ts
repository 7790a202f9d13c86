import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createListener, Socket, type Server as Listener } from 'node:net';
import {
  createConnections,
  isOwedNothing,
  type Connection,
  type Connections,
} from './connections.ts';
import { LINGER_MS, serveRequest } from './exchange.ts';
import { nodeHttp } from './node-http.ts';
import { announcesMore } from './receive-body.ts';
import type { WorkerPool } from './worker-pool.ts';
import { writeProtocolError } from './write-reply.ts';

/** The part of the server that speaks HTTP: it receives and answers, and never runs a handler. */
export interface Front {
  readonly listener: Listener;
  readonly connections: Connections;
  readonly pool: WorkerPool;
  readonly maxBodyBytes: number;
  /** Set once the server stops: each connection ends after the answers it is owed. */
  draining: Draining | undefined;
}

/** What the server does with a connection while it stops. */
export interface Draining {
  /** An answer has been handed to the connection. */
  answering(connection: Connection, response: ServerResponse): void;
  /** An answer is out to its last byte. */
  answered(connection: Connection): void;
}

const KEEP_ALIVE_MS = 60_000;

/**
 * Joins a listening socket and Node's HTTP parser.
 *
 * The HTTP server itself never listens: it would then check all connections every 30 s, and a
 * server whose workers all wait must not wake up. We own the socket, so we count connections too.
 */
export function createFront(pool: WorkerPool, maxBodyBytes: number): Front {
  const http = createHttpServer();
  const connections = createConnections();
  const listener = createListener({ allowHalfOpen: true, noDelay: true }, (socket) => {
    connections.add(socket);
    http.emit('connection', socket);
  });
  const front: Front = { listener, connections, pool, maxBodyBytes, draining: undefined };
  connect(http, front);
  return front;
}

function createHttpServer(): Server {
  return nodeHttp.createServer({
    requireHostHeader: false,
    requestTimeout: 0,
    headersTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
  });
}

function connect(http: Server, front: Front): void {
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    void serveRequest(front, request, response);
  };
  http.on('request', serve);
  http.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!announcesMore(request, front.maxBodyBytes)) response.writeContinue();
    serve(request, response);
  });
  http.on('connect', ({ socket }) => refuse(front, socket, new Error('no tunnels')));
  http.on('clientError', (error, socket) => {
    if (socket instanceof Socket) refuse(front, socket, error);
  });
}

// Requests pipelined before the broken one are still owed their answers, in order.
function refuse(front: Front, socket: Socket, error: NodeJS.ErrnoException): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const connection = front.connections.of(socket);
  if (connection.refuse) return;
  connection.refuse = () => {
    writeProtocolError(socket, error);
    socket.setTimeout(LINGER_MS, () => socket.destroy());
  };
  if (isOwedNothing(connection)) connection.refuse();
}
