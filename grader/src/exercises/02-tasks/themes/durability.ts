import { expectSoon, expectStill } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectEnd, expectShut } from '../../../check/shutdown.ts';
import type { SmtpGate } from '../../../gate/smtp-gate.ts';
import type { Server } from '../../../server/server.ts';
import { brings, postMails, type Accepted } from '../posting.ts';
import { expectTask } from '../reading.ts';
import { expectInFlight, expectRoundsOf } from '../rounds.ts';
import { check } from '../tasks.ts';
import { mailTitles } from './functional.ts';

const facts = {
  part: 'async',
  theme: 'durability',
  tier: 'stretch',
  needs: [mailTitles.async],
} as const;

/** That what was accepted is done, whatever happens to the process. */
export function durability(): void {
  check(
    'SIGKILL loses no task',
    {
      ...facts,
      points: 6,
      proves:
        'After a kill and a new start every accepted mail goes out, what had been done does not, and no task stays as it was.',
      hint: 'A mail that stays away usually means that what was running or queued is known to nobody after a start.',
    },
    async ({ asyncServer, session, mails: { gate }, random }) => {
      const done = await postMails(asyncServer, 2, random);
      for (const { id } of done) await expectTask(asyncServer, id, { status: 'done' });
      gate.close();
      const accepted = await postMails(asyncServer, 12, random);
      await expectInFlight(asyncServer, gate, accepted.slice(0, 4), 1);

      await session.kill(asyncServer);
      const before = gate.calls.length;
      gate.open();
      const again = await session.start('async');

      await expectTakenUp(again, gate, { accepted, before });
      expectOnlyOnce(gate, [...done, ...accepted.slice(4)]);
    },
  );

  check(
    'SIGTERM finishes what runs and keeps the rest for the next start',
    {
      ...facts,
      points: 5,
      proves:
        'Mails in flight are finished, the process ends, and queued mails go out after the next start.',
      hint: 'A mail that breaks off usually means that the process ends before its tasks do. More mails usually mean that the queue is worked off first.',
    },
    async ({ asyncServer, session, mails: { gate }, random }) => {
      gate.close();
      const accepted = await postMails(asyncServer, 8, random);
      const [running, queued] = [accepted.slice(0, 4), accepted.slice(4)];
      await expectInFlight(asyncServer, gate, running, 1);

      asyncServer.program.signal('SIGTERM');

      await expectStill(asyncServer.watch, () => {
        if (asyncServer.program.exit() !== undefined || gate.inFlight < running.length) {
          return 'expected the server to finish the mails in flight, got its end';
        }
        return undefined;
      });
      await expectShut(asyncServer);
      const before = gate.calls.length;
      gate.open();
      await expectEnd(asyncServer, () => {
        const late = gate.calls.length - before;
        return late > 0 ? `no more mails after SIGTERM, got ${late}` : undefined;
      });

      const again = await session.start('async');
      await expectTakenUp(again, gate, { accepted: queued, before });
      for (const { id } of running) await expectTask(again, id, { status: 'done', attempts: 1 });
      expectOnlyOnce(gate, accepted);
    },
  );

  check(
    'three hundred mails go out over fifty connections',
    {
      ...facts,
      theme: 'many',
      points: 2,
      environment: { CONCURRENCY: '50' },
      proves: 'Fifty are in flight in every round, over at most fifty connections.',
      hint: 'More connections usually mean that one is opened for each mail and not closed. Fewer mails usually mean that something else has a limit of its own.',
    },
    async ({ asyncServer: server, mails: { gate }, random, record, sized }) => {
      const post = () => postMails(server, sized(300), random);
      const accepted = await expectRoundsOf(50, post, { server, gate, record }, () => {
        if (gate.connections <= 50) return;
        throw new CheckFailure(`expected at most 50 connections, got ${gate.connections}`);
      });
      for (const { id } of accepted.slice(-50)) await expectTask(server, id, { status: 'done' });
    },
  );
}

/** Fails unless each of these mails arrives, again or for the first time, and its task is done. */
export async function expectTakenUp(
  server: Server,
  gate: SmtpGate,
  { accepted, before }: { accepted: readonly Accepted[]; before: number },
): Promise<void> {
  const missing = () =>
    accepted.filter(({ mail }) => !gate.calls.slice(before).some(brings(mail))).length;
  await expectSoon(
    server.watch,
    { met: () => missing() === 0 },
    () => `${accepted.length} mails after the start, got ${accepted.length - missing()}`,
  );
  for (const { id } of accepted) await expectTask(server, id, { status: 'done' });
}

/** Fails when a mail whose only attempt nothing interrupted went out twice. */
function expectOnlyOnce(gate: SmtpGate, accepted: readonly Accepted[]): void {
  for (const { mail } of accepted) {
    const times = gate.calls.filter(brings(mail)).length;
    if (times !== 1)
      throw new CheckFailure(`expected the mail to ${mail.to} once, got it ${times} times`);
  }
}
