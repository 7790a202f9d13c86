import { createApp } from '@overlap/sync-server';

import { config } from '../shared/config.ts';
import { frontPage } from '../shared/html.ts';
import { HttpError } from '../shared/http-error.ts';
import { openStore } from '../shared/store.ts';
import { readPage, readPost } from '../shared/validation.ts';

const store = openStore(config.dataDir);
const app = createApp();

app.get('/healthz', () => ({ ok: true }));

app.get('/', () => frontPage(store.list()));

app.post('/posts', (request) => {
  const post = readPost(request.json());
  store.create(post);
  return Response.json(post, { status: 201, headers: { Location: `/posts/${post.slug}` } });
});

app.get('/posts', (request) => ({
  posts: store.list(readPage(request.query)),
  total: store.count(),
}));

app.get('/posts/:slug', () => {
  // TODO: the post with its author, the author's stats and the related posts. The three calls of
  // one reader must go out one after another.
  throw new HttpError(501, 'not written yet');
});

app.post('/posts/:slug/comments', () => {
  // TODO: a comment under a post that exists, once the author service has said that it is no spam.
  // Four workers share the database, and yet the numbers of a post must be 1, 2, 3 ..., each given
  // once and none left out.
  throw new HttpError(501, 'not written yet');
});

app.get('/posts/:slug/comments', (request) => {
  const { slug } = store.find(request.params.slug);
  return { comments: store.listComments(slug) };
});

app.listen();
