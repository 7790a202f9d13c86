import type { WebSocket } from '@fastify/websocket';

import { config } from '../../shared/config.ts';
import type { Tell } from '../plain-ws/chat.ts';

const mostUnsentBytes = 8 * 1024 ** 2;

/** Hands a socket one frame at a time, and keeps the others until it is sent. */
export function createOutbox(socket: WebSocket): Tell {
  const frames: Buffer[] = [];
  let unsent = 0;

  function sent(): void {
    unsent -= frames.shift()?.length ?? 0;
    next();
  }

  function next(): void {
    const [frame] = frames;
    if (frame && socket.readyState === socket.OPEN) socket.send(frame, { binary: false }, sent);
  }

  return (text) => {
    const frame = Buffer.from(text);
    unsent += frame.length;
    if (unsent > mostUnsentBytes) socket.terminate();
    else if (frames.push(frame) === 1) next();
  };
}

/** Ends a connection whose peer does not answer a ping before the next one. */
export function ping(socket: WebSocket): void {
  let timer = setTimeout(ask, config.pingMs);
  socket.on('pong', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, config.pingMs);
  });
  socket.on('close', () => clearTimeout(timer));

  function ask(): void {
    socket.ping();
    timer = setTimeout(() => socket.terminate(), config.pingMs);
  }
}
