import { expect } from 'vitest';
import { expectStill, gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { countStatuses, settle } from '../../../check/settle.ts';
import { mailRequest, postTogether, writeMails, writeMail } from '../posting.ts';
import { check } from '../tasks.ts';
import { sendVolley } from '../../../traffic/volley.ts';
import { mailTitles } from './functional.ts';

const facts = {
  part: 'sync',
  theme: 'one conversation a worker',
  tier: 'core',
  points: 2,
  needs: [mailTitles.sync],
} as const;

/** That the sync half is synchronous: a worker waits until the mail server has its mail. */
export function oneConversationAWorker(): void {
  check(
    'one worker holds one conversation at a time',
    {
      ...facts,
      proves: 'Each mail waits for the one before it: every round holds a single mail.',
      hint: 'More than one mail in flight usually means that the server goes on with something else while a mail is under way.',
    },
    async ({ syncServer, mails, random, sized }) => {
      const wanted = writeMails(sized(6), random);

      const volley = mails.hold(() => postTogether(syncServer, wanted));

      await expect(volley).toTakeRounds(wanted.length, 1);
    },
  );

  check(
    'the answer and the next request wait until the mail is accepted',
    {
      ...facts,
      proves:
        'Nobody gets an answer before the mail server has spoken, nor does whoever comes next.',
      hint: 'An early answer usually means that the mail is left to something that goes on beside the worker.',
    },
    async ({ syncServer, mails: { gate }, random }) => {
      const mail = writeMail(random);
      gate.close();
      using sending = sendVolley(syncServer, [mailRequest(mail)]);
      await gather(syncServer.watch, gate, 1);

      using health = sendVolley(syncServer, [{ path: '/healthz' }]);

      await expectStill(syncServer.watch, () => {
        if (sending.done()) return 'expected no answer before the mail was accepted, got one';
        return health.done() ? 'expected /healthz to wait for the mail, got its answer' : undefined;
      });
      gate.open();
      const replies = [...(await settle(sending)), ...(await settle(health))];
      const [sent, healthy] = replies.map(({ status }) => status);
      if (sent === 201 && healthy === 200) return;
      throw new CheckFailure(`expected 201 and 200 in the end, got ${countStatuses(replies)}`);
    },
  );

  check(
    'four workers hold exactly four conversations',
    {
      ...facts,
      environment: { WORKERS: '4' },
      proves: 'With WORKERS=4 every round holds four mails, never three or five.',
      hint: 'Another number usually means that WORKERS is not what decides how many requests are handled at once.',
    },
    async ({ syncServer, mails, random, sized }) => {
      const wanted = writeMails(sized(12), random);

      const volley = mails.hold(() => postTogether(syncServer, wanted));

      await expect(volley).toTakeRounds(wanted.length / 4, 4);
    },
  );
}
