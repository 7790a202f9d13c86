import type { Answer } from '../gate/gate.ts';
import type { HttpCall } from '../gate/http-gate.ts';
import { answer } from '../exercises/01-blog/author-service.ts';
import { shortName } from '../submission/exercises.ts';
import { UsageError } from '../submission/usage-error.ts';

/** A request to try by hand. */
export interface Sample {
  readonly does: string;
  readonly path: string;
  /** Makes it a POST. */
  readonly json?: Readonly<Record<string, string>>;
}

/** What a route answers while it is a TODO is seen with a request that changes nothing. */
export interface Route extends Omit<Sample, 'does'> {
  readonly route: string;
}

/** What a person needs to play with the servers of an exercise. */
export interface Playground {
  /** The dependency, as the exercise calls it. */
  readonly dependency: string;
  readonly answer: (call: HttpCall) => Answer;
  variables(url: string, timeoutMs: number): Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
  /** The sample to send many times at once. */
  readonly busy: string;
  readonly written: readonly Route[];
}

const comment = { author: 'Ben', text: 'Well said.' };

const playgrounds: Readonly<Record<string, Playground>> = {
  '01-blog': {
    dependency: 'author service',
    answer,
    variables: (url, timeoutMs) => ({ AUTHORS_URL: url, UPSTREAM_TIMEOUT_MS: String(timeoutMs) }),
    samples: [
      {
        does: 'Write a post',
        path: '/posts',
        json: { title: 'Hello', body: 'My first post.', authorId: 'ada' },
      },
      { does: 'Read it: three calls to the author service', path: '/posts/hello' },
      { does: 'Comment on it: one call', path: '/posts/hello/comments', json: comment },
      { does: 'List the comments, and the posts: no call', path: '/posts/hello/comments' },
      { does: '', path: '/posts' },
    ],
    busy: '/posts/hello',
    written: [
      { route: 'GET /posts/:slug', path: '/posts/no-such-post' },
      { route: 'POST /posts/:slug/comments', path: '/posts/no-such-post/comments', json: comment },
    ],
  },
};

/** The playground of an exercise; throws a `UsageError` when it has none. */
export function playgroundOf(exercise: string): Playground {
  const found = playgrounds[exercise];
  if (found !== undefined) return found;
  const known = Object.keys(playgrounds).map(shortName).join(', ');
  throw new UsageError(`expected an exercise that can be served (${known}), got "${exercise}"`);
}
