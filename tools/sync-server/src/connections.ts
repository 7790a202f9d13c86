import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** One client connection, and how far its requests are. */
export interface Connection {
  readonly socket: Socket;
  /** Of each request whose head has arrived, until its answer is out to the last byte. */
  readonly responses: Set<ServerResponse>;
  /** The response to the newest request: when the server stops, it says `Connection: close`. */
  newest: ServerResponse | undefined;
  /** `socket.bytesRead` when the last answer was out: more than that is the next request's head. */
  bytesSeen: number;
  /** Set once the client sent what is not HTTP: answers that, when no other answer is owed. */
  refuse: (() => void) | undefined;
}

/** All open client connections. */
export interface Connections {
  add(socket: Socket): Connection;
  of(socket: Socket): Connection;
  list(): Connection[];
  /** Resolves when no connection is left. */
  empty(): Promise<void>;
}

export function createConnections(): Connections {
  const open = new Map<Socket, Connection>();
  const { promise: emptied, resolve } = Promise.withResolvers<void>();
  let watched = false;
  const check = (): void => {
    if (watched && open.size === 0) resolve();
  };
  const add = (socket: Socket): Connection => {
    const connection = newConnection(socket);
    open.set(socket, connection);
    socket.once('close', () => {
      open.delete(socket);
      check();
    });
    return connection;
  };
  return {
    add,
    of: (socket) => open.get(socket) ?? add(socket),
    list: () => [...open.values()],
    empty: () => {
      watched = true;
      check();
      return emptied;
    },
  };
}

/** Whether the client never said anything. */
export function isSilent({ socket }: Connection): boolean {
  return socket.bytesRead === 0;
}

/** Whether the client said nothing after its last answer. */
export function isIdle({ socket, responses, bytesSeen }: Connection): boolean {
  return responses.size === 0 && bytesSeen > 0 && socket.bytesRead === bytesSeen;
}

/** Whether each request that arrived whole has been answered. */
export function isOwedNothing({ responses }: Connection): boolean {
  return [...responses].every(({ req }) => !req.complete);
}

/** Whether the server has nothing left to do but to wait until the client takes what is sent. */
export function isAnswered({ responses }: Connection): boolean {
  return [...responses].every(({ writableEnded }) => writableEnded);
}

function newConnection(socket: Socket): Connection {
  return { socket, responses: new Set(), newest: undefined, bytesSeen: 0, refuse: undefined };
}
