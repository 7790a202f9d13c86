import type { WebSocket } from 'ws';

import type { Message } from '../../shared/message.ts';
import { encode, type Tell } from '../plain-ws/chat.ts';

const unsentBytes = 256 * 1024;
const mostUnsentBytes = 8 * 1024 ** 2;

/**
 * Tells a member what he takes, and keeps nothing else for him: the messages that he was too slow
 * for are read from the history when he has taken the others.
 */
export function createReader(
  socket: WebSocket,
  findAfter: (id: number) => Message | undefined,
): Tell {
  /** The id before the first message that he was too slow for. */
  let seen: number | undefined;

  function send(frame: string): void {
    socket.send(frame, (error) => {
      if (!error) catchUp();
    });
    // Only what is no message can become so much: acks and names.
    if (socket.bufferedAmount > mostUnsentBytes) socket.terminate();
  }

  function catchUp(): void {
    while (seen !== undefined && socket.bufferedAmount < unsentBytes) {
      const message = findAfter(seen);
      seen = message?.id;
      if (message) send(encode({ type: 'message', ...message }));
    }
  }

  return (frame, id) => {
    if (id === undefined) send(frame);
    else if (seen === undefined && socket.bufferedAmount < unsentBytes) send(frame);
    else seen ??= id - 1;
  };
}
