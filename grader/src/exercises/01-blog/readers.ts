import { ask } from '../../check/ask.ts';
import { parseJson } from '../../check/expect-json.ts';
import type { Random } from '../../check/random.ts';
import type { Server } from '../../server/server.ts';
import { sendVolley, type Ask, type Volley } from '../../traffic/volley.ts';

/** A post that a check wrote; its slug and its author are used nowhere else. */
export interface Post {
  readonly slug: string;
  readonly title: string;
  readonly body: string;
  readonly authorId: string;
}

/** Writes this many posts, each by an author of its own. */
export async function writePosts(server: Server, count: number, random: Random): Promise<Post[]> {
  const posts: Post[] = [];
  for (let index = 0; index < count; index += 1) posts.push(await writePost(server, random));
  return posts;
}

/** Writes one post. */
export async function writePost(
  server: Server,
  random: Random,
  authorId = random.word('ada-'),
): Promise<Post> {
  const title = `Post ${random.word('')}`;
  const sent = { title, body: `The body of ${title}`, authorId };
  const { text } = await ask(server).post('/posts').send(sent).expect(201);
  const post = parseJson(text, 'the post') as { slug?: unknown } | null;
  return { ...sent, slug: typeof post?.slug === 'string' ? post.slug : '' };
}

/** Asks for the page of each post, all at once. */
export function readPosts(server: Server, posts: readonly Post[]): Volley {
  return sendVolley(server, posts.map(pageOf));
}

/** The request for the page of a post, and the three calls that it takes. */
export function pageOf({ slug, authorId }: Post): Ask {
  const lookups = [`/authors/${authorId}`, `/authors/${authorId}/stats`, `/related/${slug}`];
  return { path: `/posts/${slug}`, calls: lookups.map((path) => ({ method: 'GET', path })) };
}
