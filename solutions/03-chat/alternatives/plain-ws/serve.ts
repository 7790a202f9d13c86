import { createServer } from 'node:http';

import { config } from '../../shared/config.ts';
import type { Chat } from './chat.ts';
import { createHandler } from './handler.ts';
import { acceptSockets } from './sockets.ts';

/** Serves a chat with `node:http` and `ws` until SIGTERM. */
export function serve(chat: Chat): void {
  const server = createServer(createHandler(chat));
  const dismissAll = acceptSockets(server, chat);
  server.listen(config.port, config.host);

  // A connection that becomes idle only after this is closed by its keep-alive time-out, 5 s later.
  process.once('SIGTERM', () => {
    server.close();
    void chat.drain().then(dismissAll);
  });
}
