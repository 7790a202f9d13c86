import { writePost } from '../../compare/blog/posts.ts';
import { asyncHalf, syncWith } from '../../compare/contestant.ts';
import type { HttpCall } from '../../gate/http-gate.ts';
import { blogPlayground } from '../../serve/playgrounds/blog.ts';
import type { Workspace } from '../../submission/workspace.ts';
import { startCast, type Cast } from '../cast.ts';
import { people } from '../people.ts';
import type { Actor } from '../rounds.ts';
import { postOf } from './readers.ts';

export type BlogActor = Actor<HttpCall>;

/** The three servers of the act. */
export type BlogCast = Cast<'one' | 'four' | 'async', HttpCall>;

/** Starts the reference halves, with a post for every reader. */
export async function startBlogCast(workspace: Workspace, signal: AbortSignal): Promise<BlogCast> {
  await using stack = new AsyncDisposableStack();
  const parts = { one: syncWith(1), four: syncWith(4), async: asyncHalf };
  const cast = stack.use(await startCast(workspace, blogPlayground, { parts, signal }));
  for (const { server } of [cast.one, cast.four, cast.async]) {
    for (const person of people) await writePost(server.url, postOf(person), signal);
  }
  stack.move();
  return cast;
}
