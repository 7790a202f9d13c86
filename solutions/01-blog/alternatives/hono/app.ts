import { serve } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { ask } from '../../async/authors.ts';
import { config } from '../../shared/config.ts';
import { frontPage } from '../../shared/html.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore } from '../../shared/store.ts';
import { readComment, readPage, readPost } from '../../shared/validation.ts';

const store = openStore(config.dataDir);
const app = new Hono();

app.use(bodyLimit({ maxSize: 1024 * 1024, onError: refuseBody }));

app.get('/healthz', (c) => c.json({ ok: true }));

app.get('/', (c) => c.html(frontPage(store.list())));

app.get('/posts', (c) => {
  const page = readPage(new URL(c.req.url).searchParams);
  return c.json({ posts: store.list(page), total: store.count() });
});

app.post('/posts', async (c) => {
  const post = readPost(await readJson(c));
  store.create(post);
  return c.json(post, 201, { Location: `/posts/${post.slug}` });
});

app.get('/posts/:slug', async (c) => {
  const post = store.find(c.req.param('slug'));
  const id = encodeURIComponent(post.authorId);
  const over = new AbortController();
  const signal = AbortSignal.any([c.req.raw.signal, over.signal]);
  const author = ask(`/authors/${id}`, signal);
  const stats = ask(`/authors/${id}/stats`, signal);
  const related = ask(`/related/${post.slug}`, signal);
  await Promise.all([author, stats, related]).finally(() => over.abort());
  return c.json({ ...post, author: await author, stats: await stats, related: await related });
});

app.get('/posts/:slug/comments', (c) => {
  const { slug } = store.find(c.req.param('slug'));
  return c.json({ comments: store.listComments(slug) });
});

app.post('/posts/:slug/comments', async (c) => {
  const { slug } = store.find(c.req.param('slug'));
  const comment = readComment(await readJson(c));
  const question = { text: comment.text };
  const { spam } = await ask<{ spam: boolean }>('/spam-checks', c.req.raw.signal, question);
  if (spam) throw new HttpError(422, 'the comment is spam');
  return store.transaction(() => {
    const numbered = { number: store.lastNumber(slug) + 1, ...comment };
    store.insertComment(slug, numbered);
    return c.json(numbered, 201);
  });
});

for (const path of ['/healthz', '/', '/posts/:slug']) allow(path, 'GET, HEAD');
for (const path of ['/posts', '/posts/:slug/comments']) allow(path, 'GET, HEAD, POST');

app.notFound((c) => c.json({ error: 'not found' }, 404));

app.onError((error, c) => {
  const status = error instanceof HttpError ? error.status : 500;
  return c.json({ error: error.message }, status as ContentfulStatusCode);
});

const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host });

process.once('SIGTERM', () => server.close());

function allow(path: string, methods: string): void {
  app.all(path, (c) => c.json({ error: 'method not allowed' }, 405, { Allow: methods }));
}

function refuseBody(): never {
  throw new HttpError(413, 'the body is too big');
}

async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch (error) {
    throw error instanceof SyntaxError ? new HttpError(400, 'the body is not valid JSON') : error;
  }
}
