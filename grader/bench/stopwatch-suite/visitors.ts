import { expect } from 'vitest';
import supertest from 'supertest';
import { authorOf, followersOf, relatedTo } from '../../src/exercises/01-blog/author-service.ts';

let written = 0;

/** A post that the suite wrote. */
export interface Post {
  readonly slug: string;
  readonly title: string;
  readonly body: string;
  readonly authorId: string;
}

/** Writes this many posts, each by an author of its own. */
export async function writePosts(url: string, count: number): Promise<Post[]> {
  const posts: Post[] = [];
  for (let index = 0; index < count; index += 1) {
    written += 1;
    const post = { title: `Post ${written}`, body: 'A body.', authorId: `ada-${written}` };
    const created = await supertest(url).post('/posts').send(post).expect(201);
    posts.push({ ...post, slug: (created.body as Post).slug });
  }
  return posts;
}

/** Reads the pages of the posts all at once and expects each to be right; says how long it took. */
export async function readPosts(url: string, posts: readonly Post[]): Promise<number> {
  const begun = performance.now();
  const pages = await Promise.all(posts.map(({ slug }) => supertest(url).get(`/posts/${slug}`)));
  const took = performance.now() - begun;
  pages.forEach(({ status, body }, index) => {
    const post = posts[index];
    if (post === undefined) throw new Error('a page without a post');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      slug: post.slug,
      author: authorOf(post.authorId),
      stats: { followers: followersOf(post.authorId) },
      related: relatedTo(post.slug),
    });
  });
  return took;
}

/** Sends this many comments at once and expects the numbers 1 to `count`. */
export async function commentAtOnce(url: string, count: number): Promise<void> {
  const [{ slug } = { slug: '' }] = await writePosts(url, 1);
  const comments = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      supertest(url)
        .post(`/posts/${slug}/comments`)
        .send({ author: 'ada', text: `words ${index}` })
        .expect(201),
    ),
  );
  const numbers = comments.map(({ body }) => (body as { number: number }).number);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: count }, (_, index) => index + 1),
  );
}
