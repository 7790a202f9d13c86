import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { HttpError } from '../../shared/http-error.ts';
import { page } from '../../shared/page.ts';
import { readMessage, readRoom, readSince } from '../../shared/validation.ts';
import type { Chat } from './chat.ts';

const longestBody = 256 * 1024;

interface Context {
  readonly chat: Chat;
  readonly request: IncomingMessage;
  /** What the path names. */
  readonly room: string;
  readonly query: URLSearchParams;
  /** Aborted when the client hangs up. */
  readonly gone: AbortSignal;
}
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}
type Handler = (context: Context) => Answer | Promise<Answer>;

const json = (value: unknown, status = 200): Answer => ({ status, body: JSON.stringify(value) });

const routes: readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[] = [
  [/^\/healthz$/, { GET: () => json({ ok: true }) }],
  [/^\/rooms$/, { GET: ({ chat }) => json({ rooms: chat.rooms() }) }],
  [/^\/rooms\/([^/]+)\/messages$/, { GET: read, POST: say }],
];

async function say({ chat, room: name, request, gone }: Context): Promise<Answer> {
  const room = readRoom(name);
  return json(await chat.say({ room, ...readMessage(await readJson(request)) }, gone), 201);
}

async function read({ chat, room: name, query, gone }: Context): Promise<Answer> {
  const since = readSince(query);
  const messages = await chat.read(readRoom(name), since, gone);
  return json({ messages, last: messages.at(-1)?.id ?? since.after });
}

/** All of the server's paths as a listener for a server of `node:http`. */
export function createHandler(chat: Chat): RequestListener {
  return (request, response) => {
    void answer(chat, request, response)
      .catch(toAnswer)
      .then(({ status = 200, headers, body }) => {
        response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
      });
  };
}

async function answer(chat: Chat, request: IncomingMessage, response: ServerResponse) {
  const { url = '', method = '' } = request;
  const [path = '', query] = url.split('?', 2);
  const found = find(path);
  const handler = found.methods[method === 'HEAD' ? 'GET' : method];
  if (handler === undefined) return notAllowed(Object.keys(found.methods));
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const about = { chat, request, query: new URLSearchParams(query), gone: gone.signal };
  return await handler({ ...about, room: found.room });
}

function find(path: string): { methods: Readonly<Record<string, Handler>>; room: string } {
  for (const [pattern, methods] of routes) {
    const match = pattern.exec(path);
    if (match) return { methods, room: decode(match[1] ?? '') };
  }
  if (!Object.hasOwn(page, path)) throw new HttpError(404, 'not found');
  const { type, body } = page[path as keyof typeof page];
  return { methods: { GET: () => ({ headers: { 'Content-Type': type }, body }) }, room: '' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The body of a request as JSON; also one that is too big is read to its end. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= longestBody) chunks.push(chunk);
  }
  if (bytes > longestBody) throw new HttpError(413, 'the body is too big');
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new HttpError(400, 'the body is not valid JSON');
  }
}

function notAllowed(methods: readonly string[]): Answer {
  return { ...json({ error: 'method not allowed' }, 405), headers: { Allow: methods.join(', ') } };
}

function toAnswer(error: unknown): Answer {
  if (error instanceof HttpError) return json({ error: error.message }, error.status);
  console.error(error);
  return json({ error: 'internal error' }, 500);
}
