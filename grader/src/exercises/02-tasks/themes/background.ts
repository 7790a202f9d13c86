import { ask } from '../../../check/ask.ts';
import { expectSoon, gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson } from '../../../check/expect-json.ts';
import { brings, postMails, postMail } from '../posting.ts';
import { expectTask } from '../reading.ts';
import { expectInFlight, expectRoundsOf } from '../rounds.ts';
import { check } from '../tasks.ts';
import { mailTitles } from './functional.ts';

const facts = {
  part: 'async',
  theme: 'in the background',
  tier: 'core',
  needs: [mailTitles.async],
} as const;

const count = 12;

/** That mails go out behind the answers, so many at a time. */
export function background(): void {
  check(
    'requests are answered while the mail server holds every mail',
    {
      ...facts,
      points: 12,
      proves: 'No client waits for the mail server: all get their 202 before any mail is accepted.',
      hint: 'No answer usually means that the mail is awaited before the answer is sent.',
    },
    async ({ asyncServer, mails: { gate }, random }) => {
      gate.close();

      const accepted = await postMails(asyncServer, count, random);

      await ask(asyncServer).get('/healthz').expect(200);
      const list = await ask(asyncServer).get('/tasks?status=done').expect(200);
      expectJson(list.body, { tasks: [] }, 'the list of finished tasks');
      gate.open();
      for (const { id } of accepted) await expectTask(asyncServer, id, { status: 'done' });
    },
  );

  check(
    'twelve mails keep exactly four in flight, in their order',
    {
      ...facts,
      points: 14,
      partial: { [count]: 5 },
      environment: { CONCURRENCY: '4' },
      proves:
        'With CONCURRENCY=4 four mails are in flight, never five; a slot that is free goes to the next mail at once.',
      hint: 'More usually means that nothing counts what runs. Fewer, when some of the four have ended, usually means that a whole group is awaited before the next begins.',
    },
    async ({ asyncServer: server, mails: { gate }, random, record }) => {
      await expectRoundsOf(4, () => postMails(server, count, random), { server, gate, record });

      const more = await postMails(server, count, random);
      // One at a time, whichever of the four it is: a group would wait for its slowest.
      const running = more.slice(0, 4);
      for (const next of [...more.slice(4), undefined]) {
        await expectInFlight(server, gate, running, 1);
        const [ended] = running.splice(random.integer(0, running.length - 1), 1);
        if (ended !== undefined) gate.release(brings(ended.mail));
        if (next !== undefined) running.push(next);
      }
    },
  );

  check(
    'eight mails are in flight with CONCURRENCY=8',
    {
      ...facts,
      points: 4,
      environment: { CONCURRENCY: '8' },
      proves: 'The number comes from CONCURRENCY: every round holds exactly eight mails.',
      hint: 'Another number usually means that a limit stands in the code, or that something else has one of its own.',
    },
    async ({ asyncServer: server, mails: { gate }, random, record }) => {
      await expectRoundsOf(8, () => postMails(server, 16, random), { server, gate, record });
    },
  );

  check(
    'a mail that is refused for good fails alone',
    {
      ...facts,
      points: 6,
      environment: { RETRY_BASE_MS: '100' },
      proves: 'A 550 fails its own task, after one attempt, and every other mail goes out.',
      hint: 'Mails that stay away usually mean that an error ends more than its own task. A second attempt usually means that the kinds of refusal are not told apart.',
    },
    async ({ asyncServer: server, mails: { gate }, random }) => {
      gate.close();
      const refused = await postMail(server, random);
      const others = await postMails(server, 5, random);
      await gather(server.watch, gate, 4);

      gate.release(brings(refused.mail), { status: 550, text: 'no such reader' });
      gate.open();

      const all = { met: () => others.every(({ mail }) => gate.calls.some(brings(mail))) };
      await expectSoon(server.watch, all, 'every other mail to go out');
      for (const { id } of others) await expectTask(server, id, { status: 'done' });
      await expectTask(server, refused.id, { status: 'failed', attempts: 1 });
      const tries = gate.calls.filter(brings(refused.mail)).length;
      if (tries !== 1)
        throw new CheckFailure(`expected the refused mail once, got it ${tries} times`);
    },
  );
}
