import supertest from 'supertest';
import { expect, test } from 'vitest';
import { delayMs, type AuthorStub } from './author-stub.ts';
import type { BlogServer } from './blog-server.ts';
import { commentAtOnce, readPosts, writePosts, type Post } from './visitors.ts';

/** How long a call may take in these tests, in milliseconds. */
export const timeoutMs = 1000;

/** What both halves must do. */
export function sharedCases(blog: () => BlogServer, stub: () => AuthorStub): void {
  test('posts are listed newest first', async () => {
    const { url } = blog();
    const posts = await writePosts(url, 5);
    const list = await supertest(url).get('/posts?limit=5').expect(200);
    const slugs = (list.body as { posts: Post[] }).posts.map(({ slug }) => slug);
    expect(slugs).toEqual(posts.map(({ slug }) => slug).toReversed());
  });

  test.each([
    ['{"title": ', 400],
    ['{}', 422],
    ['{"title": "", "body": "b", "authorId": "a"}', 422],
  ])('POST /posts with %s is a %i', async (text, status) => {
    await supertest(blog().url).post('/posts').type('json').send(text).expect(status);
  });

  test('titles are escaped', async () => {
    const { url } = blog();
    const post = { title: `<b>Bold ${delayMs}</b>`, body: 'b', authorId: 'a' };
    await supertest(url).post('/posts').send(post).expect(201);
    const { text } = await supertest(url).get('/').expect(200);
    expect(text).not.toContain('<b>Bold');
  });

  test('unknown paths and methods', async () => {
    const { url } = blog();
    await supertest(url).get('/nowhere').expect(404);
    await supertest(url).delete('/posts').expect(405).expect('allow', /GET/);
  });

  test('posts are still there after a restart', async () => {
    const { url, restart } = blog();
    const [post] = await writePosts(url, 1);
    await restart();
    await supertest(url)
      .get(`/posts/${post?.slug ?? ''}/comments`)
      .expect(200);
  });

  test('a post page names its author', async () => {
    await readPosts(blog().url, await writePosts(blog().url, 1));
  });

  test('spam is a 422', async () => {
    const [post] = await writePosts(blog().url, 1);
    const path = `/posts/${post?.slug ?? ''}/comments`;
    await supertest(blog().url).post(path).send({ author: 'a', text: 'spam' }).expect(422);
  });

  test('twenty comments at once', async () => commentAtOnce(blog().url, 20));

  test('a failed lookup is a 502', async () => {
    const [post] = await writePosts(blog().url, 1);
    stub().broken.add(`/authors/${post?.authorId ?? ''}`);
    await supertest(blog().url)
      .get(`/posts/${post?.slug ?? ''}`)
      .expect(502);
  });

  test('a lookup that never ends is a 504', async () => {
    const [post] = await writePosts(blog().url, 1);
    stub().silent.add(`/authors/${post?.authorId ?? ''}`);
    const begun = performance.now();
    await supertest(blog().url)
      .get(`/posts/${post?.slug ?? ''}`)
      .expect(504);
    const took = performance.now() - begun;
    expect(took).toBeGreaterThan(timeoutMs - 50);
    expect(took).toBeLessThan(2 * timeoutMs);
  });
}
