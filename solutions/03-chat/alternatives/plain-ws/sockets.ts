import type { Server } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';

import { closeCodes } from '../../async/protocol.ts';
import type { Guest } from '../../async/upgrade.ts';
import { config } from '../../shared/config.ts';
import type { Chat, Tell } from './chat.ts';
import { hear, readGuest } from './guest.ts';

/** The longest frame that a member may send, in bytes. */
export const longestFrame = 65_536;
const mostUnsentBytes = 1024 ** 2;
/** How long a member may take to say goodbye when the server stops. */
const goodbyeMs = 5000;

/** Lets guests into the chat over WebSocket; returns how all of them are sent away. */
export function acceptSockets(server: Server, chat: Chat): () => void {
  const sockets = new WebSocketServer({ server, path: '/ws', maxPayload: longestFrame });
  sockets.on('connection', (socket, request) => {
    // Whatever is wrong with a socket, it closes itself.
    socket.on('error', () => undefined);
    const guest = readGuest(request.url);
    if (guest) welcome(chat, socket, guest);
    else socket.close(closeCodes.badName, 'a room, a name or a number that cannot be');
  });
  pingAll(sockets.clients);
  return () => dismissAll(sockets);
}

/** Says goodbye to everybody, and waits only so long for theirs. */
export function dismissAll(sockets: Pick<WebSocketServer, 'clients' | 'close'>): void {
  sockets.close();
  for (const socket of sockets.clients) socket.close(closeCodes.stopping, 'the server stops');
  setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, goodbyeMs).unref();
}

function welcome(chat: Chat, socket: WebSocket, guest: Guest): void {
  const tell: Tell = (frame) => {
    socket.send(frame);
    if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
  };
  const leave = chat.enter(guest, tell);
  if (leave === undefined) {
    socket.close(closeCodes.nameTaken, 'somebody in the room has this name');
    return;
  }
  socket.once('close', leave);
  socket.on('message', (data: Buffer) => void hear(chat, guest, data.toString()).then(tell));
}

/** One timer for all: who has not answered the ping before this one is gone. */
export function pingAll(clients: ReadonlySet<WebSocket>): void {
  const silent = new WeakSet<WebSocket>();
  const timer = setInterval(() => {
    for (const socket of clients) {
      if (silent.has(socket)) socket.terminate();
      silent.add(socket);
      socket.once('pong', () => silent.delete(socket));
      socket.ping();
    }
  }, config.pingMs);
  timer.unref();
}
