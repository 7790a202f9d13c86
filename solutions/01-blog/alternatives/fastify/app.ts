import fastify, { type FastifyRequest } from 'fastify';

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
const app = fastify({ exposeHeadRoutes: false, keepAliveTimeout: 5000, bodyLimit: 1024 * 1024 });

app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
  try {
    done(null, JSON.parse(body as string));
  } catch {
    done(new HttpError(400, 'the body is not valid JSON'));
  }
});

app.get('/healthz', () => ({ ok: true }));

app.get('/', (_request, reply) => reply.type('text/html').send(frontPage(store.list())));

app.get('/posts', (request) => ({
  posts: store.list(readPage(new URL(request.url, 'http://localhost').searchParams)),
  total: store.count(),
}));

app.post('/posts', (request, reply) => {
  const post = readPost(request.body);
  store.create(post);
  return reply.status(201).header('Location', `/posts/${post.slug}`).send(post);
});

app.get<OfPost>('/posts/:slug', async (request) => {
  const post = store.find(request.params.slug);
  const id = encodeURIComponent(post.authorId);
  const [author, stats, related] = await untilOver(request, (signal) => [
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
  const comment = readComment(request.body);
  const [checked] = await untilOver(request, (signal) => [
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

app.setNotFoundHandler(({ url, method }, reply) => {
  const [path = ''] = url.split('?');
  const allowed = app.supportedMethods.filter((other) => app.findRoute({ method: other, url: path }));
  return reply.status(allowed.length === 0 ? 404 : 405).send({ error: `no ${method} here` });
});

app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
  const status = error instanceof HttpError ? error.status : (error.statusCode ?? 500);
  return reply.status(status).send({ error: error.message });
});

await app.listen({ port: config.port, host: config.host });

process.once('SIGTERM', () => void app.close());

/** Makes calls together, and aborts those that are left when one fails or the client hangs up. */
async function untilOver<T>(
  { signal }: FastifyRequest<OfPost>,
  calls: (signal: AbortSignal) => readonly Promise<T>[],
): Promise<T[]> {
  const over = new AbortController();
  try {
    return await Promise.all(calls(AbortSignal.any([signal, over.signal])));
  } finally {
    over.abort();
  }
}
