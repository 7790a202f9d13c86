import { expect } from 'vitest';
import { check } from '@overlap/grader/exercises/02-tasks/tasks.ts';
import { postMails, postTogether, writeMails } from '@overlap/grader/exercises/02-tasks/posting.ts';
import { expectRoundsOf } from '@overlap/grader/exercises/02-tasks/rounds.ts';
import { mailTitles } from '@overlap/grader/exercises/02-tasks/themes/functional.ts';

const facts = { tier: 'stretch', visibility: 'hidden', points: 2 } as const;

/** That WORKERS is what decides, whatever it is. */
export function threeWorkers(): void {
  check(
    'three workers hold exactly three conversations',
    {
      ...facts,
      part: 'sync',
      theme: 'one conversation a worker',
      needs: [mailTitles.sync],
      environment: { WORKERS: '3' },
      proves: 'With WORKERS=3 every round holds three mails, never two or four.',
      hint: 'Another number usually means that WORKERS is not what decides how many requests are handled at once.',
    },
    async ({ syncServer, mails, random, sized }) => {
      const wanted = writeMails(sized(9), random);

      const volley = mails.hold(() => postTogether(syncServer, wanted));

      await expect(volley).toTakeRounds(wanted.length / 3, 3);
    },
  );
}

/** That CONCURRENCY is what decides, whatever it is. */
export function fiveSlots(): void {
  check(
    'five mails are in flight with CONCURRENCY=5',
    {
      ...facts,
      part: 'async',
      theme: 'in the background',
      needs: [mailTitles.async],
      environment: { CONCURRENCY: '5' },
      proves: 'The number comes from CONCURRENCY: every round holds exactly five mails.',
      hint: 'Another number usually means that a limit stands in the code, or that something else has one of its own.',
    },
    async ({ asyncServer: server, mails: { gate }, random, record }) => {
      await expectRoundsOf(5, () => postMails(server, 15, random), { server, gate, record });
    },
  );
}
