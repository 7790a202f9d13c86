import { afterAll, beforeAll, expect, test } from 'vitest';
import { delayMs, startAuthorStub, type AuthorStub } from './author-stub.ts';
import { startBlog, type BlogServer } from './blog-server.ts';
import { sharedCases, timeoutMs } from './shared-cases.ts';
import { readPosts, writePosts } from './visitors.ts';

let stub: AuthorStub;
let blog: BlogServer;
beforeAll(async () => {
  stub = await startAuthorStub();
  blog = await startBlog('sync', environment());
});
afterAll(async () => {
  await blog[Symbol.asyncDispose]();
  await stub[Symbol.asyncDispose]();
});

sharedCases(
  () => blog,
  () => stub,
);

test('six readers take the time of eighteen calls', async () => {
  const took = await readPosts(blog.url, await writePosts(blog.url, 6));

  expect(took).toBeGreaterThan((18 * delayMs) / 2);
});

test('twelve readers on four workers take a quarter of the time', async () => {
  await using four = await startBlog('sync', { ...environment(), WORKERS: '4' });

  const took = await readPosts(four.url, await writePosts(four.url, 12));

  expect(took).toBeGreaterThan(9 * delayMs - delayMs);
  expect(took).toBeLessThan((36 * delayMs) / 2);
});

function environment() {
  return { AUTHORS_URL: stub.url, UPSTREAM_TIMEOUT_MS: String(timeoutMs) };
}
