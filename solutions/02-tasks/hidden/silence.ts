import { expectSoon } from '@overlap/grader/check/await.ts';
import { CheckFailure } from '@overlap/grader/check/errors.ts';
import { expectJson, parseJson } from '@overlap/grader/check/expect-json.ts';
import { countStatuses } from '@overlap/grader/check/settle.ts';
import {
  brings,
  postTogether,
  writeMails,
  postMail,
} from '@overlap/grader/exercises/02-tasks/posting.ts';
import { check } from '@overlap/grader/exercises/02-tasks/tasks.ts';
import { mailTitles } from '@overlap/grader/exercises/02-tasks/themes/functional.ts';

/** Far longer than a word takes to come through on a busy machine. */
const timeoutMs = 5000;
const pauseMs = 100;

const facts = {
  tier: 'stretch',
  visibility: 'hidden',
  points: 1,
  environment: { SMTP_TIMEOUT_MS: String(timeoutMs), RETRY_BASE_MS: String(pauseMs) },
} as const;

/** That a mail server which says nothing more is given up. */
export function silence(part: 'sync' | 'async'): void {
  if (part === 'sync') failsInTime();
  else triesAgain();
}

function failsInTime(): void {
  check(
    'a mail whose server falls silent is a 502 in the end',
    {
      ...facts,
      part: 'sync',
      theme: 'functional',
      needs: [mailTitles.sync],
      proves:
        'A worker waits at most SMTP_TIMEOUT_MS for the mail server; then the task has failed.',
      hint: 'No answer usually means that the sending of a mail has no time-out.',
    },
    async ({ syncServer, mails: { gate }, random }) => {
      gate.close();
      using sending = postTogether(syncServer, writeMails(1, random));

      const goal = { met: sending.done, dueMs: 2 * timeoutMs + 2000 };
      await expectSoon(syncServer.watch, goal, `a 502 after ${timeoutMs} ms`);

      const [reply] = sending.replies;
      if (reply?.status !== 502) {
        throw new CheckFailure(`expected 502, got ${countStatuses(sending.replies)}`);
      }
      expectJson(parseJson(reply.text, 'the task'), { status: 'failed', attempts: 1 }, 'the task');
    },
  );
}

function triesAgain(): void {
  check(
    'a mail whose server falls silent is tried again',
    {
      ...facts,
      part: 'async',
      theme: 'retries',
      needs: [mailTitles.async],
      proves: 'An attempt ends after SMTP_TIMEOUT_MS without a word, and another one follows.',
      hint: 'No second attempt usually means that the sending of a mail has no time-out, or that silence is not taken for a failure that passes.',
    },
    async ({ asyncServer, mails: { gate }, random }) => {
      gate.close();
      const silent = await postMail(asyncServer, random);

      const tries = () => gate.calls.filter(brings(silent.mail)).length;
      const goal = { met: () => tries() > 1, dueMs: 2 * (timeoutMs + pauseMs) + 2000 };
      await expectSoon(asyncServer.watch, goal, () => `a second attempt, got ${tries()}`);
    },
  );
}
