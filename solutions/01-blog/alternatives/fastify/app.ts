import fastify, { type FastifyReply } from 'fastify';

import { ask } from '../../async/authors.ts';
import { config } from '../../shared/config.ts';
import { frontPage } from '../../shared/html.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore } from '../../shared/store.ts';
import { readComment, readPage, readPost } from '../../shared/validation.ts';
import { createLock } from './lock.ts';

interface OfPost {
  Params: { slug: string };
}

const store = openStore(config.dataDir);
const inTurn = createLock();
const app = fastify({ keepAliveTimeout: 5000, bodyLimit: 1024 * 1024 });

app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));

app.get('/healthz', () => ({ ok: true }));

app.get('/', (_request, reply) => reply.type('text/html').send(frontPage(store.list())));

app.get('/posts', (request) => ({
  posts: store.list(readPage(new URL(request.url, 'http://localhost').searchParams)),
  total: store.count(),
}));

app.post('/posts', (request, reply) => {
  const post = readPost(readJson(request.body));
  store.create(post);
  return reply.status(201).header('Location', `/posts/${post.slug}`).send(post);
});

app.get<OfPost>('/posts/:slug', async (request, reply) => {
  const post = store.find(request.params.slug);
  const id = encodeURIComponent(post.authorId);
  const [author, stats, related] = await untilOver(reply, (signal) => [
    ask(`/authors/${id}`, signal),
    ask(`/authors/${id}/stats`, signal),
    ask(`/related/${post.slug}`, signal),
  ]);
  return { ...post, author, stats, related };
});

app.get<OfPost>('/posts/:slug/comments', (request) => {
  const { slug } = store.find(request.params.slug);
  return { comments: store.listComments(slug) };
});

app.post<OfPost>('/posts/:slug/comments', async (request, reply) => {
  const { slug } = store.find(request.params.slug);
  const comment = readComment(readJson(request.body));
  const [checked] = await untilOver(reply, (signal) => [
    ask<{ spam: boolean }>('/spam-checks', signal, { text: comment.text }),
  ]);
  if (checked?.spam !== false) throw new HttpError(422, 'the comment is spam');
  const numbered = await inTurn(slug, async () => {
    const number = store.lastNumber(slug) + 1;
    // With a database that is elsewhere, every line here would wait: the lock is what helps then.
    await new Promise((resolve) => setImmediate(resolve));
    store.insertComment(slug, { number, ...comment });
    return { number, ...comment };
  });
  return reply.status(201).send(numbered);
});

for (const url of ['/healthz', '/', '/posts/:slug']) allowOnly(url, ['GET', 'HEAD']);
for (const url of ['/posts', '/posts/:slug/comments']) allowOnly(url, ['GET', 'HEAD', 'POST']);

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

/** Makes calls together, and aborts those that are left when one fails or the client hangs up. */
async function untilOver<T>(
  { raw }: FastifyReply<OfPost>,
  calls: (signal: AbortSignal) => readonly Promise<T>[],
): Promise<T[]> {
  const over = new AbortController();
  // The reply's: the request itself is closed as soon as its body has been read.
  raw.once('close', () => over.abort());
  try {
    return await Promise.all(calls(over.signal));
  } finally {
    over.abort();
  }
}
