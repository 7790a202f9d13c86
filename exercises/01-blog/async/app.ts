import express from 'express';

import { config } from '../shared/config.ts';
import { frontPage } from '../shared/html.ts';
import { HttpError } from '../shared/http-error.ts';
import { openStore } from '../shared/store.ts';
import { readPage, readPost } from '../shared/validation.ts';
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

app.get('/posts/:slug', () => {
  // TODO: the post with its author, the author's stats and the related posts. The three calls of
  // one reader must be in flight together; when the reader hangs up, or when one of the calls
  // fails, the others must not go on.
  throw new HttpError(501, 'not written yet');
});

app.post('/posts/:slug/comments', () => {
  // TODO: a comment under a post that exists, once the author service has said that it is no spam.
  // Many of these requests are under way at once, and yet the numbers of a post must be 1, 2, 3 ...,
  // each given once and none left out. When the client hangs up, the check must not go on.
  throw new HttpError(501, 'not written yet');
});

app.get('/posts/:slug/comments', (request, response) => {
  const { slug } = store.find(request.params.slug);
  response.json({ comments: store.listComments(slug) });
});

app.all(['/healthz', '/', '/posts/:slug'], allow('GET', 'HEAD'));
app.all(['/posts', '/posts/:slug/comments'], allow('GET', 'HEAD', 'POST'));
app.use(notFound, answerError);

app.listen(config.port, config.host);

// TODO: on SIGTERM, the readers who are already waiting must still get their pages, nobody new is
// let in, and then the process ends. A connection that a client merely keeps open must not delay it.
