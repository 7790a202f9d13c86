import { afterAll, beforeAll, expect, test } from 'vitest';
import supertest from 'supertest';
import { delayMs, startAuthorStub, type AuthorStub } from './author-stub.ts';
import { startBlog, type BlogServer } from './blog-server.ts';
import { sharedCases, timeoutMs } from './shared-cases.ts';
import { readPosts, writePosts } from './visitors.ts';

let stub: AuthorStub;
let blog: BlogServer;
beforeAll(async () => {
  stub = await startAuthorStub();
  blog = await startBlog('async', {
    AUTHORS_URL: stub.url,
    UPSTREAM_TIMEOUT_MS: String(timeoutMs),
  });
});
afterAll(async () => {
  await blog[Symbol.asyncDispose]();
  await stub[Symbol.asyncDispose]();
});

sharedCases(
  () => blog,
  () => stub,
);

test('fifty readers take less than half of the time that fifty calls take in turn', async () => {
  const took = await readPosts(blog.url, await writePosts(blog.url, 50));

  expect(took).toBeLessThan((50 * delayMs) / 2);
});

test("one page's lookups take less than two calls", async () => {
  const took = await readPosts(blog.url, await writePosts(blog.url, 1));

  expect(took).toBeLessThan(2 * delayMs);
});

test('/healthz answers at once while fifty pages wait', async () => {
  const pages = readPosts(blog.url, await writePosts(blog.url, 50));
  const begun = performance.now();
  await supertest(blog.url).get('/healthz').expect(200);

  expect(performance.now() - begun).toBeLessThan((50 * delayMs) / 2);
  await pages;
});
