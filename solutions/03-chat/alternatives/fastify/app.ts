import websocket from '@fastify/websocket';
import fastify, { type FastifyReply } from 'fastify';

import { closeCodes } from '../../async/protocol.ts';
import { createSpeech } from '../../async/speech.ts';
import { config } from '../../shared/config.ts';
import { HttpError } from '../../shared/http-error.ts';
import { page } from '../../shared/page.ts';
import { openStore } from '../../shared/store.ts';
import { readMessage, readRoom, readSince } from '../../shared/validation.ts';
import { hear, readGuest } from '../plain-ws/guest.ts';
import { createRooms } from '../plain-ws/rooms.ts';
import { dismissAll, longestFrame } from '../plain-ws/sockets.ts';
import { createOutbox, ping } from './member.ts';

interface OfRoom {
  Params: { room: string };
}

const chat = createRooms(openStore(config.dataDir), createSpeech);
const app = fastify({ keepAliveTimeout: 5000, bodyLimit: 256 * 1024 });

app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

await app.register(websocket, {
  options: { maxPayload: longestFrame },
  // A frame that breaks the protocol of WebSockets: the socket closes itself.
  errorHandler: () => undefined,
  preClose: async () => {
    await chat.drain();
    dismissAll(app.websocketServer);
  },
});

app.get('/ws', { websocket: true }, (socket, request) => {
  const guest = readGuest(request.url);
  if (guest === undefined) {
    socket.close(closeCodes.badName, 'a room, a name or a number that cannot be');
    return;
  }
  const tell = createOutbox(socket);
  const leave = chat.enter(guest, tell);
  if (leave === undefined) {
    socket.close(closeCodes.nameTaken, 'somebody in the room has this name');
    return;
  }
  ping(socket);
  socket.on('close', leave);
  socket.on('message', (data: Buffer) => void hear(chat, guest, data.toString()).then(tell));
});

app.get('/healthz', () => ({ ok: true }));

for (const [path, { type, body }] of Object.entries(page)) {
  app.get(path, (_request, reply) => reply.type(type).send(body));
}

app.get('/rooms', () => ({ rooms: chat.rooms() }));

app.post<OfRoom>('/rooms/:room/messages', async (request, reply) => {
  const room = readRoom(request.params.room);
  const draft = { room, ...readMessage(readJson(request.body)) };
  return reply.status(201).send(await chat.say(draft, hangUp(reply)));
});

app.get<OfRoom>('/rooms/:room/messages', async (request, reply) => {
  const room = readRoom(request.params.room);
  const since = readSince(new URL(request.url, 'http://localhost').searchParams);
  const messages = await chat.read(room, since, hangUp(reply));
  return { messages, last: messages.at(-1)?.id ?? since.after };
});

for (const url of ['/healthz', '/rooms', ...Object.keys(page)]) allowOnly(url, ['GET', 'HEAD']);
allowOnly('/rooms/:room/messages', ['GET', 'HEAD', 'POST']);

app.setNotFoundHandler((_request, reply) => reply.status(404).send({ error: 'not found' }));

app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
  const status = error instanceof HttpError ? error.status : (error.statusCode ?? 500);
  return reply.status(status).send({ error: error.message });
});

await app.listen({ port: config.port, host: config.host });

process.once('SIGTERM', () => void app.close());

function allowOnly(url: string, allowed: readonly string[]): void {
  const method = app.supportedMethods.filter((other) => !allowed.includes(other));
  const allow = allowed.join(', ');
  app.route({
    method,
    url,
    handler: (_request, reply) =>
      reply.status(405).header('Allow', allow).send({ error: 'method not allowed' }),
  });
}

function readJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    throw new HttpError(400, 'the body is not valid JSON');
  }
}

/** Aborted when the client hangs up. */
function hangUp({ raw }: FastifyReply<OfRoom>): AbortSignal {
  const over = new AbortController();
  // The reply's: the request itself is closed as soon as its body has been read.
  raw.once('close', () => over.abort());
  return over.signal;
}
