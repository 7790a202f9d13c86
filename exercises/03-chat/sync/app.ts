import { createApp } from '@overlap/sync-server';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import { page } from '../shared/page.ts';
import { openStore } from '../shared/store.ts';
import { readMessage, readRoom, readSince } from '../shared/validation.ts';

const store = openStore(config.dataDir);
const app = createApp();

app.get('/healthz', () => ({ ok: true }));

for (const [path, { type, body }] of Object.entries(page)) {
  app.get(path, () => new Response(body, { headers: { 'Content-Type': type } }));
}

app.get('/rooms', () => ({
  rooms: store.count().map(({ name, messages }) => ({ name, members: 0, messages })),
}));

app.post('/rooms/:room/messages', (request) => {
  const room = readRoom(request.params.room);
  const { from } = readMessage(request.json());
  // TODO: have the message moderated, store it, answer with it, and see that those who wait hear of it.
  throw new HttpError(501, `a message from ${from} in ${room}: not written yet`);
});

app.get('/rooms/:room/messages', (request) => {
  const room = readRoom(request.params.room);
  const { after, limit } = readSince(request.query);
  const messages = store.after(room, after, limit);
  // TODO: a poll with `wait` is answered when there is something to read, at the latest when its time
  // is over. It waits here, in its worker; a message comes from another one.
  return { messages, last: messages.at(-1)?.id ?? after };
});

app.listen();
