import { answer } from '../../exercises/01-blog/author-service.ts';
import { HttpGate } from '../../gate/http-gate.ts';
import type { Playground } from '../playground.ts';

const comment = { author: 'Ben', text: 'Well said.' };

/** The blog beside its author service. */
export const blogPlayground: Playground<HttpGate> = {
  dependency: 'author service',
  noun: 'call',
  start: (activity) => HttpGate.start(activity, answer),
  variables: (url, timeoutMs) => ({ AUTHORS_URL: url, UPSTREAM_TIMEOUT_MS: String(timeoutMs) }),
  limits: { sync: { variable: 'WORKERS', unit: 'worker', usual: 1 } },
  late: { sync: 'answer 504', async: 'answer 504' },
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
  volley: { does: 'Six readers at the same moment', times: 6, path: '/posts/hello' },
  routes: [
    { route: 'GET /posts/:slug', path: '/posts/no-such-post' },
    { route: 'POST /posts/:slug/comments', path: '/posts/no-such-post/comments', json: comment },
  ],
};
