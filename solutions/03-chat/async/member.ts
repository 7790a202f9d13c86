import type { WebSocket } from 'ws';

import { config } from '../shared/config.ts';
import { closeCodes } from './protocol.ts';

const mostUnsentBytes = 1024 ** 2;
/** How long a member may take to say goodbye when the server stops. */
const goodbyeMs = 5000;

export type Member = ReturnType<typeof createMember>;

/** Somebody in a room, who may read slowly, or have vanished without a word. */
export function createMember(name: string, socket: WebSocket) {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const pings = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, config.pingMs);
  socket.once('close', () => {
    clearInterval(pings);
  });

  return {
    name,
    /** Sends a frame, or gives the member up who has not read the ones before. */
    send(frame: Buffer): void {
      if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
      else socket.send(frame, { binary: false });
    },
    dismiss(): void {
      socket.close(closeCodes.stopping, 'the server stops');
      setTimeout(() => {
        socket.terminate();
      }, goodbyeMs).unref();
    },
  };
}
