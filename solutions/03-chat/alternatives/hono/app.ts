import { serve, upgradeWebSocket, type WebSocketServerLike } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { WebSocketServer } from 'ws';

import { createSpeech } from '../../async/speech.ts';
import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import { page } from '../../shared/page.ts';
import { openStore } from '../../shared/store.ts';
import { readMessage, readRoom, readSince } from '../../shared/validation.ts';
import { createRooms } from '../plain-ws/rooms.ts';
import { dismissAll, longestFrame, pingAll } from '../plain-ws/sockets.ts';
import { createMember } from './member.ts';

const store = openStore(config.dataDir);
const chat = createRooms(store, createSpeech);
const sockets = new WebSocketServer({ noServer: true, maxPayload: longestFrame });
const app = new Hono();

app.use(bodyLimit({ maxSize: 256 * 1024, onError: refuseBody }));

app.get(
  '/ws',
  upgradeWebSocket((c) => createMember({ chat, store, url: c.req.url })),
);

app.get('/healthz', (c) => c.json({ ok: true }));

for (const [path, { type, body }] of Object.entries(page)) {
  app.get(path, (c) => c.body(body, 200, { 'Content-Type': type }));
}

app.get('/rooms', (c) => c.json({ rooms: chat.rooms() }));

app.post('/rooms/:room/messages', async (c) => {
  const room = readRoom(c.req.param('room'));
  const draft = { room, ...readMessage(await readJson(c)) };
  return c.json(await chat.say(draft, c.req.raw.signal), 201);
});

app.get('/rooms/:room/messages', async (c) => {
  const room = readRoom(c.req.param('room'));
  const since = readSince(new URL(c.req.url).searchParams);
  const messages = await chat.read(room, since, c.req.raw.signal);
  return c.json({ messages, last: messages.at(-1)?.id ?? since.after });
});

for (const path of ['/healthz', '/rooms', ...Object.keys(page)]) allow(path, 'GET, HEAD');
allow('/rooms/:room/messages', 'GET, HEAD, POST');

app.notFound((c) => c.json({ error: 'not found' }, 404));

app.onError((error, c) => {
  const status = error instanceof HttpError ? error.status : 500;
  return c.json({ error: error.message }, status as ContentfulStatusCode);
});

const { fetch } = app;
const { host: hostname, port } = config;
// `noServer` is set above, which the type of the options does not say.
const websocket = { server: sockets as WebSocketServerLike };
const server = serve({ fetch, hostname, port, websocket });
pingAll(sockets.clients);

process.once('SIGTERM', () => {
  server.close();
  void chat.drain().then(() => dismissAll(sockets));
});

async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    throw error instanceof SyntaxError ? new HttpError(400, 'the body is not valid JSON') : error;
  }
}

function allow(path: string, methods: string): void {
  app.all(path, (c) => c.json({ error: 'method not allowed' }, 405, { Allow: methods }));
}

function refuseBody(): never {
  throw new HttpError(413, 'the body is too big');
}
