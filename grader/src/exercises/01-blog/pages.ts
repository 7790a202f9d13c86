import { CheckFailure } from '../../check/errors.ts';
import { expectJson, parseJson } from '../../check/expect-json.ts';
import { countStatuses } from '../../check/settle.ts';
import type { Reply } from '../../traffic/volley.ts';
import { authorOf, followersOf, relatedTo } from './author-service.ts';
import type { Post } from './readers.ts';

/** What the page of a post must carry. */
export function expectedPage({ slug, title, body, authorId }: Post) {
  return {
    slug,
    title,
    body,
    author: authorOf(authorId),
    stats: { followers: followersOf(authorId) },
    related: relatedTo(slug),
  };
}

/** Fails unless every reply is the page that was asked for. */
export function expectPages(replies: readonly Reply[], posts: readonly Post[]): void {
  expectStatus(replies, 200);
  for (const { ask, text } of replies) {
    const post = posts.find(({ slug }) => ask.path === `/posts/${slug}`);
    if (post === undefined) continue;
    expectJson(parseJson(text, 'the page'), expectedPage(post), `page(${post.slug})`);
  }
}

/** Fails unless every reply has this status. */
export function expectStatus(replies: readonly Reply[], status: number): void {
  if (replies.every((reply) => reply.status === status)) return;
  throw new CheckFailure(`expected ${replies.length} × ${status}, got ${countStatuses(replies)}`);
}
