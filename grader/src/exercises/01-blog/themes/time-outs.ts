import { expectSoon, gather } from '../../../check/await.ts';
import { CheckFailure, Inconclusive } from '../../../check/errors.ts';
import { settle } from '../../../check/settle.ts';
import type { HttpGate } from '../../../gate/http-gate.ts';
import type { Server } from '../../../server/server.ts';
import type { Reply, Volley } from '../../../traffic/volley.ts';
import { check } from '../blog.ts';
import { expectStatus } from '../pages.ts';
import { readPosts, writePosts, type Post } from '../readers.ts';
import { pageTitle } from './functional.ts';

const timeoutMs = 1000;
/** On a busy machine a lookup that is answered at once can take a second, but hardly this long. */
const patientMs = 10_000;
/** How much earlier a server's clock may ring than the grader's says. */
const clockMs = 5;

/** That a lookup which never ends ends in 504, for its own page only. */
export function timeOuts(part: 'sync' | 'async', points: number): void {
  check(
    'a lookup that never ends gives 504 after the time-out',
    {
      part,
      theme: 'faults',
      tier: 'stretch',
      points,
      needs: [pageTitle],
      environment: { UPSTREAM_TIMEOUT_MS: String(timeoutMs) },
      proves:
        'A reader waits at most UPSTREAM_TIMEOUT_MS for a lookup, and nobody else pays for it.',
      hint: 'No answer usually means that the call has no time-out. Another status usually means that a time-out is not told apart, or is shared by several requests.',
    },
    async ({ server, session, authors: { gate }, random }) => {
      const readOn = async (server: Server, timeoutMs: number) => {
        // Of its own posts: that they outlive a server is another check's.
        const posts = await writePosts(server, 4, random);
        return readBesideStuck(server, gate, { part, posts, timeoutMs });
      };
      const patient = () => session.start(part, { UPSTREAM_TIMEOUT_MS: String(patientMs) });

      const seen = await readOn(server, timeoutMs);
      const others = seen.some(isLate) ? await readOn(await patient(), patientMs) : seen;

      if (others.some(isLate)) throw new Inconclusive('lookups that were answered took too long');
      expectStatus(others, 200);
    },
  );
}

interface Timed extends Reply {
  /** Whether its lookups may have had no answer within the time-out. */
  readonly outOfTime: boolean;
}

/** A 504 that came no sooner than the time-out can be the machine's doing. */
function isLate({ status, outOfTime }: Timed): boolean {
  return status === 504 && outOfTime;
}

interface Reading {
  readonly part: 'sync' | 'async';
  readonly posts: readonly Post[];
  readonly timeoutMs: number;
}

/** Sees the first post end in 504, for its lookup never ends; what came of the others meanwhile and after. */
async function readBesideStuck(
  server: Server,
  gate: HttpGate,
  { part, posts, timeoutMs }: Reading,
): Promise<Timed[]> {
  const [stuck, others] = [posts.slice(0, 1), posts.slice(1)];
  gate.close(({ path }) => stuck.some(({ authorId }) => path === `/authors/${authorId}`));

  const sentAt = performance.now();
  using waiting = readPosts(server, stuck);
  // Whoever comes before the stuck page would not wait for it.
  await gather(server.watch, gate, 1);
  const meanwhileAt = performance.now();
  using meanwhile = readPosts(server, others);
  // Who waits for the stuck page is seen by the quiet, long before the patient time-out.
  if (part === 'async') await settle(meanwhile);
  await expectTimeOut(waiting, sentAt, timeoutMs);
  await settle(meanwhile);

  const laterAt = performance.now();
  using later = readPosts(server, others);
  await settle(later);
  return [...timed(meanwhile, meanwhileAt, timeoutMs), ...timed(later, laterAt, timeoutMs)];
}

function timed({ replies }: Volley, sentAt: number, timeoutMs: number): Timed[] {
  const outOfTime = ({ endedAt }: Reply) => endedAt - sentAt >= timeoutMs - clockMs;
  return replies.map((reply) => ({ ...reply, outOfTime: outOfTime(reply) }));
}

async function expectTimeOut(waiting: Volley, sentAt: number, timeoutMs: number): Promise<void> {
  const goal = { met: waiting.done, dueMs: 2 * timeoutMs + 2000 };
  await expectSoon(waiting.watch, goal, `a 504 after ${timeoutMs} ms`);

  expectStatus(waiting.replies, 504);
  const waited = Math.min(...waiting.replies.map(({ endedAt }) => endedAt)) - sentAt;
  if (waited >= timeoutMs - clockMs) return;
  throw new CheckFailure(`expected a 504 after ${timeoutMs} ms, got it after ${waited | 0} ms`);
}
