import { changeVersion, createApp, notifyChange, waitForChangeSync } from '@overlap/sync-server';

import { config } from '../../shared/config.ts';
import { page } from '../../shared/page.ts';
import { openStore } from '../../shared/store.ts';
import { readMessage, readRoom, readSince } from '../../shared/validation.ts';
import { moderate } from '../../sync/moderation.ts';

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
  const { from, text } = readMessage(request.json());
  const message = store.append({ room, from, text: moderate({ room, from, text }) });
  notifyChange(room);
  return Response.json(message, { status: 201 });
});

app.get('/rooms/:room/messages', (request) => {
  const room = readRoom(request.params.room);
  const { after, limit, waitMs } = readSince(request.query);
  const end = performance.now() + waitMs;
  for (;;) {
    // Read before the messages: one that comes in between ends the waiting at once.
    const since = changeVersion(room);
    const messages = store.after(room, after, limit);
    const timeoutMs = end - performance.now();
    if (messages.length > 0 || timeoutMs <= 0) {
      return { messages, last: messages.at(-1)?.id ?? after };
    }
    waitForChangeSync(room, { since, timeoutMs });
  }
});

app.listen();
