import express from 'express';
import type { WebSocket } from 'ws';

import { allow, answerError, notFound, readJson, readQuery } from '../../async/express.ts';
import { readFrame } from '../../async/protocol.ts';
import { acceptSockets, type Guest } from '../../async/upgrade.ts';
import { config } from '../../shared/config.ts';
import { page } from '../../shared/page.ts';
import { openStore } from '../../shared/store.ts';
import { readMessage, readRoom, readSince } from '../../shared/validation.ts';
import { createRooms } from './rooms.ts';

const store = openStore(config.dataDir);
const rooms = createRooms(store);
const app = express().enable('strict routing').enable('case sensitive routing');
app.use(express.text({ type: () => true, limit: '256kb' }));

app.get('/healthz', (_request, response) => {
  response.json({ ok: true });
});

for (const [path, { type, body }] of Object.entries(page)) {
  app.get(path, (_request, response) => {
    response.type(type).send(body);
  });
}

app.get('/rooms', (_request, response) => {
  response.json({ rooms: rooms.list() });
});

app.post('/rooms/:room/messages', async (request, response) => {
  const room = readRoom(request.params.room);
  response.status(201).json(await rooms.say({ room, ...readMessage(readJson(request)) }));
});

app.get('/rooms/:room/messages', async (request, response) => {
  const room = readRoom(request.params.room);
  const { after, limit, waitMs } = readSince(readQuery(request));
  if (store.after(room, after, 1).length === 0 && waitMs > 0) await rooms.next(room, waitMs);
  const messages = store.after(room, after, limit);
  response.json({ messages, last: messages.at(-1)?.id ?? after });
});

app.all(['/healthz', '/rooms', ...Object.keys(page)], allow('GET', 'HEAD'));
app.all('/rooms/:room/messages', allow('GET', 'HEAD', 'POST'));
app.use(notFound, answerError);

acceptSockets(app.listen(config.port, config.host), enter);

function enter(socket: WebSocket, { room, name }: Guest): void {
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  rooms.tell(room, { type: 'joined', name });
  rooms.enter(room, name, send);
  send({ type: 'welcome', room, members: rooms.names(room), messages: store.after(room, 0) });
  socket.on('message', (data) => {
    const { text, ref } = readFrame((data as Buffer).toString());
    rooms.say({ room, from: name, text }).then(
      ({ id }) => send({ type: 'ack', ref, id }),
      (error: unknown) => send({ type: 'rejected', ref, reason: String(error) }),
    );
  });
  socket.once('close', () => {
    rooms.leave(room, name);
    rooms.tell(room, { type: 'left', name });
  });
}
