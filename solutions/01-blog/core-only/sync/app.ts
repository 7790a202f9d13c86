import { createApp } from '@overlap/sync-server';

import { config } from '../../shared/config.ts';
import { frontPage } from '../../shared/html.ts';
import { HttpError } from '../../shared/http-error.ts';
import { openStore } from '../../shared/store.ts';
import { readComment, readPage, readPost } from '../../shared/validation.ts';
import { ask } from './authors.ts';

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

app.get('/posts/:slug', (request) => {
  const post = store.find(request.params.slug);
  const id = encodeURIComponent(post.authorId);
  const author = ask(`/authors/${id}`);
  const stats = ask(`/authors/${id}/stats`);
  const related = ask(`/related/${post.slug}`);
  return { ...post, author, stats, related };
});

app.post('/posts/:slug/comments', (request) => {
  const { slug } = store.find(request.params.slug);
  const comment = readComment(request.json());
  const numbered = { number: store.lastNumber(slug) + 1, ...comment };
  const { spam } = ask('/spam-checks', { text: comment.text }) as { spam: boolean };
  if (spam) throw new HttpError(422, 'the comment is spam');
  store.insertComment(slug, numbered);
  return Response.json(numbered, { status: 201 });
});

app.get('/posts/:slug/comments', (request) => {
  const { slug } = store.find(request.params.slug);
  return { comments: store.listComments(slug) };
});

app.listen();
