import express, { type Response } from 'express';
import type { WebSocket } from 'ws';

import { config } from '../shared/config.ts';
import type { Draft, Message } from '../shared/message.ts';
import { page } from '../shared/page.ts';
import { openStore } from '../shared/store.ts';
import { readMessage, readRoom, readSince } from '../shared/validation.ts';
import { allow, answerError, notFound, readJson, readQuery } from './express.ts';
import { createHistory } from './history.ts';
import { createMember, type Member } from './member.ts';
import { closeCodes, readFrame } from './protocol.ts';
import { createRooms, encode } from './rooms.ts';
import { createSpeech } from './speech.ts';
import { acceptSockets, refuse, type Guest } from './upgrade.ts';

const store = openStore(config.dataDir);
const history = createHistory(store);
const rooms = createRooms();
const speech = createSpeech((draft) => {
  const message = store.append(draft);
  rooms.tell(message);
  history.announce(message);
  return message;
});

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

app.post('/rooms/:room/messages', async (request, response) => {
  const room = readRoom(request.params.room);
  const draft = { room, ...readMessage(readJson(request)) };
  response.status(201).json(await speech.say(draft, hangUp(response)));
});

app.get('/rooms/:room/messages', async (request, response) => {
  const room = readRoom(request.params.room);
  const since = readSince(readQuery(request));
  const messages = await history.read(room, since, hangUp(response));
  response.json({ messages, last: messages.at(-1)?.id ?? since.after });
});

app.all(['/healthz', '/rooms', ...Object.keys(page)], allow('GET', 'HEAD'));
app.all('/rooms/:room/messages', allow('GET', 'HEAD', 'POST'));
app.use(notFound, answerError);

const server = app.listen(config.port, config.host);
acceptSockets(server, enter);

process.once('SIGTERM', () => {
  server.close();
  // A kept-alive connection becomes idle only after its last answer, and would stay for seconds.
  setInterval(() => {
    server.closeIdleConnections();
  }, 100).unref();
  history.close();
  void speech.drain().then(rooms.dismissAll);
});

/** Lets a guest into his room: nothing is said between what he is welcomed with and what he hears. */
function enter(socket: WebSocket, { room, name, after }: Guest): void {
  const names = rooms.names(room);
  if (names.includes(name)) {
    refuse(socket, closeCodes.nameTaken, 'somebody in the room has this name');
    return;
  }
  const member = createMember(name, socket);
  rooms.enter(room, member);
  const messages = store.after(room, after);
  member.send(encode({ type: 'welcome', room, members: [...names, name], messages }));
  socket.on('message', (data) => {
    hear(member, room, (data as Buffer).toString());
  });
  // A frame that breaks the protocol of WebSockets: the socket closes itself.
  socket.on('error', () => undefined);
  socket.once('close', () => rooms.leave(room, member));
}

function hear(member: Member, room: string, data: string): void {
  let frame;
  try {
    frame = readFrame(data);
  } catch (error) {
    member.send(encode({ type: 'error', reason: reasonOf(error) }));
    return;
  }
  const { ref, text } = frame;
  speech.say({ room, from: member.name, text } satisfies Draft).then(
    ({ id }: Message) => member.send(encode({ type: 'ack', ref, id })),
    (error: unknown) => member.send(encode({ type: 'rejected', ref, reason: reasonOf(error) })),
  );
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** Aborted when the client hangs up. */
function hangUp(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    controller.abort();
  });
  return controller.signal;
}
