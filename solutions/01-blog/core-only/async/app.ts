import express from 'express';

import { config } from '../../shared/config.ts';
import { frontPage } from '../../shared/html.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore } from '../../shared/store.ts';
import { readComment, readPage, readPost } from '../../shared/validation.ts';
import { ask } from './authors.ts';
import { allow, answerError, notFound, readJson, readQuery } from '../../async/express.ts';

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
  const [author, stats, related] = await Promise.all([
    ask(`/authors/${id}`),
    ask(`/authors/${id}/stats`),
    ask(`/related/${post.slug}`),
  ]);
  response.json({ ...post, author, stats, related });
});

app.post('/posts/:slug/comments', async (request, response) => {
  const { slug } = store.find(request.params.slug);
  const comment = readComment(readJson(request));
  const numbered = { number: store.lastNumber(slug) + 1, ...comment };
  const { spam } = await ask<{ spam: boolean }>('/spam-checks', { text: comment.text });
  if (spam) throw new HttpError(422, 'the comment is spam');
  store.insertComment(slug, numbered);
  response.status(201).json(numbered);
});

app.get('/posts/:slug/comments', (request, response) => {
  const { slug } = store.find(request.params.slug);
  response.json({ comments: store.listComments(slug) });
});

app.all(['/healthz', '/', '/posts/:slug'], allow('GET', 'HEAD'));
app.all(['/posts', '/posts/:slug/comments'], allow('GET', 'HEAD', 'POST'));
app.use(notFound, answerError);

app.listen(config.port, config.host);
