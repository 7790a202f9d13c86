import type { WSEvents } from 'hono/ws';
import type { WebSocket } from 'ws';

import { closeCodes } from '../../async/protocol.ts';
import type { Store } from '../../shared/store.ts';
import type { Chat } from '../plain-ws/chat.ts';
import { hear, readGuest } from '../plain-ws/guest.ts';
import { createReader } from './reader.ts';

/** What happens on the socket of somebody who wants to enter a room. */
export function createMember(given: { chat: Chat; store: Store; url: string }): WSEvents {
  const { chat, store, url } = given;
  const guest = readGuest(url);
  if (guest === undefined) {
    return { onOpen: (_event, socket) => socket.close(closeCodes.badName, 'that cannot be') };
  }
  let say = (_data: string): void => undefined;
  let leave: (() => void) | undefined;
  return {
    onOpen(_event, { raw }) {
      const socket = raw as WebSocket;
      const tell = createReader(socket, (id) => store.after(guest.room, id, 1)[0]);
      leave = chat.enter(guest, tell);
      if (leave === undefined) socket.close(closeCodes.nameTaken, 'this name is taken');
      else say = (data) => void hear(chat, guest, data).then(tell);
    },
    onMessage: ({ data }) => say(typeof data === 'string' ? data : 'bytes'),
    onClose: () => leave?.(),
  };
}
