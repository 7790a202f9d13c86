import { expect } from 'vitest';
import { check } from './blog.ts';
import { readPosts, writePosts } from './readers.ts';

check('one lookup is in flight at a time', {
  part: 'sync', theme: 'one request a worker', tier: 'core', points: 2,
  proves: 'A worker handles one request to its end.', hint: 'h',
}, async ({ syncServer, authors, random }) => {
  const posts = await writePosts(syncServer, 6, random);

  const volley = authors.hold(() => readPosts(syncServer, posts));

  await expect(volley).toTakeRounds(18, 1);
});
