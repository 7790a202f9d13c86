import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

import { config } from '../../shared/config.ts';
import { frontPage } from '../../shared/html.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore, type Store } from '../../shared/store.ts';
import { readComment, readPage, readPost } from '../../shared/validation.ts';

/** One call to the author service: what it answers, or a 502 or 504. A body makes it a POST. */
export type Ask = <T>(path: string, signal: AbortSignal, body?: unknown) => Promise<T>;

interface Context {
  readonly store: Store;
  readonly ask: Ask;
  readonly slug: string;
  readonly query: URLSearchParams;
  /** Aborted when the client has hung up, and when the request is over. */
  readonly signal: AbortSignal;
  readonly json: () => Promise<unknown>;
}
type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>];
type Handler = (context: Context) => Answer | Promise<Answer>;

const longestBody = 1024 * 1024;

const routes: readonly (readonly [RegExp, Readonly<Record<string, Handler>>])[] = [
  [/^\/healthz$/, { GET: () => [200, { ok: true }] }],
  [
    /^\/$/,
    {
      GET: ({ store }) => [
        200,
        frontPage(store.list()),
        { 'Content-Type': 'text/html; charset=utf-8' },
      ],
    },
  ],
  [/^\/posts$/, { GET: listPosts, POST: addPost }],
  [/^\/posts\/([^/]+)$/, { GET: showPost }],
  [/^\/posts\/([^/]+)\/comments$/, { GET: listComments, POST: addComment }],
];

function listPosts({ store, query }: Context): Answer {
  return [200, { posts: store.list(readPage(query)), total: store.count() }];
}

async function addPost({ store, json }: Context): Promise<Answer> {
  const post = readPost(await json());
  store.create(post);
  return [201, post, { Location: `/posts/${post.slug}` }];
}

async function showPost({ store, ask, slug, signal }: Context): Promise<Answer> {
  const post = store.find(slug);
  const id = encodeURIComponent(post.authorId);
  const paths = [`/authors/${id}`, `/authors/${id}/stats`, `/related/${post.slug}`];
  const [author, stats, related] = await Promise.all(paths.map((path) => ask(path, signal)));
  return [200, { ...post, author, stats, related }];
}

function listComments({ store, slug }: Context): Answer {
  return [200, { comments: store.listComments(store.find(slug).slug) }];
}

async function addComment({ store, ask, slug, signal, json }: Context): Promise<Answer> {
  store.find(slug);
  const comment = readComment(await json());
  const { spam } = await ask<{ spam: boolean }>('/spam-checks', signal, { text: comment.text });
  if (spam) throw new HttpError(422, 'the comment is spam');
  // Nothing awaits from here on, so no other request runs in between.
  const numbered = { number: store.lastNumber(slug) + 1, ...comment };
  store.insertComment(slug, numbered);
  return [201, numbered];
}

/** The whole blog as a listener for a server of `node:http`. */
export function createHandler(ask: Ask): RequestListener {
  const store = openStore(config.dataDir);
  return (request, response) => {
    const controller = new AbortController();
    response.once('close', () => controller.abort());
    if (response.destroyed) return;
    void answer(request, { store, ask, signal: controller.signal })
      .catch(toAnswer)
      .then((given) => {
        controller.abort();
        send(response, given);
      });
  };
}

async function answer(request: IncomingMessage, given: Pick<Context, 'store' | 'ask' | 'signal'>) {
  const [path = '', query] = (request.url ?? '').split('?', 2);
  for (const [pattern, methods] of routes) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const handler = methods[request.method ?? ''];
    if (handler === undefined) return notAllowed(Object.keys(methods));
    const slug = decode(match[1] ?? '');
    const json = () => readJson(request);
    return await handler({ ...given, slug, query: new URLSearchParams(query), json });
  }
  throw new HttpError(404, 'not found');
}

function notAllowed(methods: readonly string[]): Answer {
  return [405, { error: 'method not allowed' }, { Allow: methods.join(', ') }];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(404, 'not found');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= longestBody) chunks.push(chunk);
  }
  if (length > longestBody) throw new HttpError(413, 'the body is too big');
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new HttpError(400, 'the body is not valid JSON');
  }
}

function toAnswer(error: unknown): Answer {
  if (error instanceof HttpError) return [error.status, { error: error.message }];
  console.error(error);
  return [500, { error: 'internal error' }];
}

function send(response: ServerResponse, [status, body, headers]: Answer): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}
