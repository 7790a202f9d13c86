import express, { type Response } from 'express';

import { config } from '../shared/config.ts';
import { frontPage } from '../shared/html.ts';
import { HttpError } from '../shared/http-error.ts';
import { openStore } from '../shared/store.ts';
import { readComment, readPage, readPost } from '../shared/validation.ts';
import { ask } from './authors.ts';
import { allow, answerError, notFound, readJson, readQuery } from './express.ts';

const store = openStore(config.dataDir);
const app = express().enable('strict routing').enable('case sensitive routing');
app.use(express.text({ type: () => true, limit: '1mb' }));

app.get('/healthz', (_request, response) => {
  response.json({ ok: true });
});

app.get('/', (_request, response) => {
  response.type('html').send(frontPage(store.list()));
});

app.post('/posts', (request, response) => {
  const post = readPost(readJson(request));
  store.create(post);
  response.status(201).location(`/posts/${post.slug}`).json(post);
});

app.get('/posts', (request, response) => {
  response.json({ posts: store.list(readPage(readQuery(request))), total: store.count() });
});

app.get('/posts/:slug', async (request, response) => {
  const post = store.find(request.params.slug);
  const id = encodeURIComponent(post.authorId);
  const [author, stats, related] = await whileConnected(response, (signal) =>
    Promise.all([
      ask(`/authors/${id}`, signal),
      ask(`/authors/${id}/stats`, signal),
      ask(`/related/${post.slug}`, signal),
    ]),
  );
  response.json({ ...post, author, stats, related });
});

app.post('/posts/:slug/comments', async (request, response) => {
  const { slug } = store.find(request.params.slug);
  const comment = readComment(readJson(request));
  const { spam } = await whileConnected(response, (signal) =>
    ask<{ spam: boolean }>('/spam-checks', signal, { text: comment.text }),
  );
  if (spam) throw new HttpError(422, 'the comment is spam');
  const numbered = store.transaction(() => {
    const next = { number: store.lastNumber(slug) + 1, ...comment };
    store.insertComment(slug, next);
    return next;
  });
  response.status(201).json(numbered);
});

app.get('/posts/:slug/comments', (request, response) => {
  const { slug } = store.find(request.params.slug);
  response.json({ comments: store.listComments(slug) });
});

app.all(['/healthz', '/', '/posts/:slug'], allow('GET', 'HEAD'));
app.all(['/posts', '/posts/:slug/comments'], allow('GET', 'HEAD', 'POST'));
app.use(notFound, answerError);

const server = app.listen(config.port, config.host);

process.once('SIGTERM', () => {
  server.close();
  // A kept-alive connection becomes idle only after its last answer, and would stay for seconds.
  setInterval(() => {
    server.closeIdleConnections();
  }, 100).unref();
});

/** Aborts the calls made for one request when one of them fails or the client hangs up. */
async function whileConnected<T>(response: Response, work: (signal: AbortSignal) => Promise<T>) {
  const controller = new AbortController();
  response.once('close', () => {
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    controller.abort();
  }
}
