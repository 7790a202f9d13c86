import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

import { isName, readSince } from '../shared/validation.ts';
import { closeCodes } from './protocol.ts';

const longestFrame = 65_536;

/** Who wants to enter which room, and the id of the last message that he has seen. */
export interface Guest {
  readonly room: string;
  readonly name: string;
  readonly after: number;
}

/** Turns requests for `/ws` into sockets, and closes those of guests that cannot be. */
export function acceptSockets(server: Server, onSocket: (socket: WebSocket, guest: Guest) => void) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame });
  server.on('upgrade', (request, stream, head) => {
    const url = URL.parse(request.url ?? '', 'http://localhost');
    if (url?.pathname !== '/ws') {
      stream.on('error', () => stream.destroy());
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const guest = readGuest(url.searchParams);
      if (guest) onSocket(socket, guest);
      else refuse(socket, closeCodes.badName, 'a room, a name or a number that cannot be');
    });
  });
}

/** Closes a socket before it has entered a room, whatever comes over it. */
export function refuse(socket: WebSocket, code: number, reason: string): void {
  socket.on('error', () => socket.terminate());
  socket.close(code, reason);
}

function readGuest(query: URLSearchParams): Guest | undefined {
  const [room, name] = [query.get('room'), query.get('name')];
  if (!isName(room) || !isName(name)) return undefined;
  try {
    return { room, name, after: readSince(query).after };
  } catch {
    return undefined;
  }
}
