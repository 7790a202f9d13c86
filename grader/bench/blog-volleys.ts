import { isAuthorLookup } from '../src/exercises/01-blog/author-service.ts';
import type { TimedVolley } from './stopwatch-rule.ts';

const every = { isSlow: () => true };

/** The volleys of the blog's checks about overlap, as a grader with a stopwatch would judge them. */
export const blogVolleys: readonly TimedVolley[] = [
  {
    part: 'async',
    check: 'fifty readers are served at once',
    readers: 50,
    // As in the check, the other two calls of a page are answered at once.
    isSlow: isAuthorLookup,
    slowCalls: 50,
    // Ten at a time take a tenth of serial too: a limit is nothing that a stopwatch can see.
    wanted: 'overlaps',
  },
  {
    part: 'async',
    check: "one page's three lookups are made together",
    ...every,
    readers: 1,
    slowCalls: 3,
    // Together they take 50 ms of 150, which leaves a server 25 ms for all that it does itself.
    wanted: 'overlaps',
  },
  {
    part: 'sync',
    check: 'one worker makes one call at a time',
    ...every,
    readers: 6,
    slowCalls: 18,
    // Slowness alone looks serial, so that here the stopwatch is right for no good reason.
    wanted: 'serial',
  },
  {
    part: 'sync',
    check: 'four workers make exactly four calls at a time',
    ...every,
    variables: { WORKERS: '4' },
    readers: 12,
    slowCalls: 36,
    // Four workers take a quarter of serial, but three or fifty are below a half as well.
    wanted: 'overlaps',
  },
];
