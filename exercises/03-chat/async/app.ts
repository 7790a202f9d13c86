import express from 'express';
import type { WebSocket } from 'ws';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import { page } from '../shared/page.ts';
import { openStore } from '../shared/store.ts';
import { readMessage, readRoom, readSince } from '../shared/validation.ts';
import { allow, answerError, notFound, readJson, readQuery } from './express.ts';
import { createRooms } from './rooms.ts';
import { acceptSockets, type Guest } from './upgrade.ts';

const store = openStore(config.dataDir);
const rooms = createRooms();

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
  const messages = new Map(store.count().map((room) => [room.name, room.messages]));
  const members = rooms.sizes();
  const names = [...new Set([...messages.keys(), ...members.keys()])].sort();
  response.json({
    rooms: names.map((name) => ({
      name,
      members: members.get(name) ?? 0,
      messages: messages.get(name) ?? 0,
    })),
  });
});

app.post('/rooms/:room/messages', (request) => {
  const room = readRoom(request.params.room);
  const { from } = readMessage(readJson(request));
  // TODO: have the message moderated and stored, answer with it, and tell everybody in the room.
  throw new HttpError(501, `a message from ${from} in ${room}: not written yet`);
});

app.get('/rooms/:room/messages', (request, response) => {
  const room = readRoom(request.params.room);
  const { after, limit } = readSince(readQuery(request));
  const messages = store.after(room, after, limit);
  // TODO: a poll with `wait` is answered when there is something to read, at the latest when its time
  // is over. Until then it occupies nothing.
  response.json({ messages, last: messages.at(-1)?.id ?? after });
});

app.all(['/healthz', '/rooms', ...Object.keys(page)], allow('GET', 'HEAD'));
app.all('/rooms/:room/messages', allow('GET', 'HEAD', 'POST'));
app.use(notFound, answerError);

const server = app.listen(config.port, config.host);
acceptSockets(server, enter);

// TODO: on SIGTERM nobody new is let in, what was said is still moderated and stored, members are told
// with a close code, and then the process ends. A connection that a client merely keeps open must not
// delay it.

/** Somebody has connected to a room, and has seen its messages up to `after`. */
function enter(socket: WebSocket, { room, name }: Guest): void {
  // TODO: welcome him, unless his name is taken; tell the others; hear what he says (`readFrame`);
  // notice that he has gone. Between the history of the welcome and the next message nothing is lost.
  socket.close(1011, `${name} in ${room}: not written yet`);
}
