import { expectSoon, expectStill } from '@overlap/grader/check/await.ts';
import { brings, postMails, postMail } from '@overlap/grader/exercises/02-tasks/posting.ts';
import { expectTask } from '@overlap/grader/exercises/02-tasks/reading.ts';
import { check } from '@overlap/grader/exercises/02-tasks/tasks.ts';
import { expectTakenUp } from '@overlap/grader/exercises/02-tasks/themes/durability.ts';
import { mailTitles } from '@overlap/grader/exercises/02-tasks/themes/functional.ts';

const facts = {
  part: 'async',
  theme: 'durability',
  tier: 'stretch',
  visibility: 'hidden',
  points: 2,
  needs: [mailTitles.async],
} as const;

const concurrency = 2;
const pauseMs = 3000;

/** That what was accepted is done, however often the process is killed. */
export function restarts(): void {
  check(
    'a second SIGKILL loses no task either',
    {
      ...facts,
      environment: { CONCURRENCY: String(concurrency) },
      proves:
        'Mails that two kills interrupted go out after the third start, and so do all others.',
      hint: 'A mail that stays away usually means that what was taken up once is not taken up again.',
    },
    async ({ asyncServer, session, mails: { gate }, random }) => {
      gate.close();
      const accepted = await postMails(asyncServer, 8, random);
      const inFlight = { met: () => gate.inFlight >= concurrency };
      await expectSoon(asyncServer.watch, inFlight, `${concurrency} mails in flight`);
      await session.kill(asyncServer);
      const second = await session.start('async');
      await expectSoon(second.watch, inFlight, `${concurrency} mails in flight after a start`);

      await session.kill(second);
      const before = gate.calls.length;
      gate.open();
      const third = await session.start('async');

      await expectTakenUp(third, gate, { accepted, before });
    },
  );

  check(
    'a mail that pauses before its next attempt survives SIGKILL',
    {
      ...facts,
      environment: { RETRY_BASE_MS: String(pauseMs) },
      proves: 'A refused mail that waits for its pause to end goes out after the next start.',
      hint: 'A mail that stays away usually means that its pause is known to the process alone.',
    },
    async ({ asyncServer, session, mails: { gate }, random }) => {
      gate.close();
      const only = await postMail(asyncServer, random);
      const isHeld = () => gate.held.some(brings(only.mail));
      await expectSoon(asyncServer.watch, { met: isHeld }, 'the mail to go out');
      gate.release('all', { status: 451, text: 'come again' });
      // It pauses then; on a slow machine it is in flight once more, which is just as good.
      await expectStill(asyncServer.watch, () => undefined);

      await session.kill(asyncServer);
      const before = gate.calls.length;
      gate.open();
      const again = await session.start('async');

      const isSent = () => gate.calls.slice(before).some(brings(only.mail));
      const goal = { met: isSent, dueMs: 2 * pauseMs + 2000 };
      await expectSoon(again.watch, goal, 'the mail after the start');
      await expectTask(again, only.id, { status: 'done' });
    },
  );
}
