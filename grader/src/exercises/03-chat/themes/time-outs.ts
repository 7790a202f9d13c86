import { expectSoon } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { countStatuses } from '../../../check/settle.ts';
import { check } from '../chat.ts';
import { expectHistory, postTogether } from '../messages.ts';
import { messageTitle } from './functional.ts';

const timeoutMs = 1000;
/** How much earlier a server's clock may ring than the grader's says. */
const clockMs = 5;

/** That a moderation which never ends ends in 504. */
export function timeOuts(part: 'sync' | 'async', points: number): void {
  check(
    'a moderation that never ends gives 504 after the time-out',
    {
      part,
      theme: 'functional',
      tier: 'core',
      points,
      needs: [messageTitle],
      environment: { MODERATION_TIMEOUT_MS: String(timeoutMs) },
      proves: 'Whoever says something waits at most MODERATION_TIMEOUT_MS, and nothing is stored.',
      hint: 'No answer usually means that the call has no time-out. Another status usually means that a time-out is not told apart from other failures.',
    },
    async ({ server, moderation: { gate } }) => {
      gate.close();
      const sentAt = performance.now();
      using posted = postTogether(server, [{ room: 'lobby', from: 'ann', text: 'hello' }]);

      const goal = { met: posted.done, dueMs: 2 * timeoutMs + 2000 };
      await expectSoon(server.watch, goal, `a 504 after ${timeoutMs} ms`);

      const [reply] = posted.replies;
      if (reply?.status !== 504) {
        throw new CheckFailure(`expected 504, got ${countStatuses(posted.replies)}`);
      }
      const waited = reply.endedAt - sentAt;
      if (waited < timeoutMs - clockMs) {
        const expected = `expected a 504 after ${timeoutMs} ms`;
        throw new CheckFailure(`${expected}, got it after ${Math.floor(waited)} ms`);
      }
      await expectHistory(server, 'lobby', []);
    },
  );
}
