import { expect } from 'vitest';
import { ask } from '../../../check/ask.ts';
import { authorOf, check, followersOf, isAuthorLookup, relatedTo } from '../blog.ts';
import { pageOf, readPosts, writePost, writePosts } from '../readers.ts';

const facts = { part: 'async', theme: 'overlap', tier: 'core' } as const;

check('a post page names its author', {
  ...facts, points: 2, proves: 'x', hint: 'y',
}, async ({ asyncServer, random }) => {
  const post = await writePost(asyncServer, random);

  const { body } = await ask(asyncServer).get(`/posts/${post.slug}`).expect(200);

  expect(body).toMatchObject({ ...post, author: authorOf(post.authorId), stats: { followers: followersOf(post.authorId) }, related: relatedTo(post.slug) });
});

check('fifty readers are served at once', {
  ...facts,
  points: 16,
  partial: { 2: 4, 10: 8, 25: 12 },
  proves: 'No reader waits for another: all author lookups are in flight together.',
  hint: 'One lookup at a time usually means that something between the request and the lookup blocks the event loop.',
  needs: ['a post page names its author'],
}, async ({ asyncServer, authors, random }) => {
  const posts = await writePosts(asyncServer, random.integer(45, 55), random);

  const volley = authors.hold(() => readPosts(asyncServer, posts), isAuthorLookup);

  await expect(volley).toOverlap(posts.length);
});
