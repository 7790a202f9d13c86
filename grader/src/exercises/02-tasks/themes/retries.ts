import { expectNever, expectSoon, gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import type { Random } from '../../../check/random.ts';
import type { Answer } from '../../../gate/gate.ts';
import type { MailCall, SmtpGate } from '../../../gate/smtp-gate.ts';
import { until } from '../../../quiet/until.ts';
import type { Server } from '../../../server/server.ts';
import { brings, postMails, type Accepted, postMail } from '../posting.ts';
import { expectTask } from '../reading.ts';
import { expectInFlight } from '../rounds.ts';
import { check } from '../tasks.ts';
import { mailTitles } from './functional.ts';

const facts = {
  part: 'async',
  theme: 'retries',
  tier: 'stretch',
  needs: [mailTitles.async],
} as const;

const baseMs = 500;
/** On a busy machine a pause can be over before anybody has looked, but hardly this one. */
const patientMs = 10_000;
/** How much earlier a server's clock may ring than the grader's says. */
const clockMs = 5;
/** How much later than due a pause has surely been seen to end by a server that sleeps. */
const overMs = 100;

/** That a mail which fails is tried again, in its time and not at the cost of others. */
export function retries(): void {
  check(
    'a mail that is refused for now is tried again by the schedule',
    {
      ...facts,
      points: 4,
      environment: { CONCURRENCY: '1', RETRY_BASE_MS: String(baseMs) },
      proves:
        'After failed attempt n the mail waits at least RETRY_BASE_MS · 2^(n-1), queued and without a slot; then it goes out.',
      hint: 'A second attempt before the next mail usually means that a mail which waits keeps its slot. One too early usually means that the pause is not there, or does not grow.',
    },
    async ({ asyncServer, session, mails: { gate }, random }) => {
      const first = await refuseBesideAnother(asyncServer, gate, baseMs, random);
      if (first !== undefined) {
        await expectSchedule(asyncServer, gate, first, random);
        return;
      }
      // The first mail came again before the other: it keeps its slot, or the machine was slow.
      gate.open();
      // What is left would be taken up at the next start.
      const bothSent = () => gate.calls.length >= 3 && gate.inFlight === 0;
      await until(asyncServer.watch, { met: bothSent, exactly: true });
      await session.stop(asyncServer);
      const patient = await session.start('async', { RETRY_BASE_MS: String(patientMs) });
      if ((await refuseBesideAnother(patient, gate, patientMs, random)) !== undefined) return;
      throw new CheckFailure(
        'expected the next mail to go out while the refused one waits, got the refused one again',
      );
    },
  );

  check(
    'a mail is tried three times at most',
    {
      ...facts,
      points: 3,
      environment: { RETRY_BASE_MS: '50' },
      proves:
        'A reply of 4xx, a broken conversation and another 4xx are three attempts; then the task has failed.',
      hint: 'Another number of attempts usually means that one kind of failure is taken for another, or that something beside your code sends again too.',
    },
    async ({ asyncServer, mails: { gate }, random }) => {
      const answers: readonly Answer[] = [{ status: 451 }, 'reset', { status: 421 }];
      gate.answer = (call) => {
        const tries = gate.calls.filter(({ to }) => to.join() === call.to.join()).length;
        return answers[(tries - 1) % answers.length] ?? {};
      };
      const accepted = await postMails(asyncServer, 2, random);

      for (const { id, mail } of accepted) {
        const tries = () => gate.calls.filter(brings(mail)).length;
        const goal = { met: () => tries() >= answers.length, dueMs: 2 * 150 + 2000 };
        await expectSoon(asyncServer.watch, goal, () => `3 attempts, got ${tries()}`);
        await expectNever(asyncServer.watch, () =>
          tries() > answers.length ? `expected 3 attempts, got ${tries()}` : undefined,
        );
        await expectTask(asyncServer, id, { status: 'failed', attempts: answers.length });
      }
    },
  );

  check(
    'a broken or silent conversation holds no slot but its own',
    {
      ...facts,
      points: 5,
      environment: { CONCURRENCY: '2' },
      proves: 'While one mail hangs, every mail that fails gives its slot to the next.',
      hint: 'A mail that stays away usually means that a slot is not given back after a failure, or that one mail waits for another.',
    },
    async ({ asyncServer: server, mails: { gate }, random }) => {
      gate.close();
      const silent = await postMail(server, random);
      const others = await postMails(server, 6, random);
      const failures: readonly Answer[] = [
        'reset',
        { status: 550 },
        { status: 451 },
        'reset',
        {},
        {},
      ];

      await expectInFlight(server, gate, [silent, ...others.slice(0, 1)], 1);
      gate.release(brings(silent.mail), 'never');
      for (const [index, one] of others.entries()) {
        await expectInFlight(server, gate, [one], index + 2);
        gate.release('all', failures[index]);
      }
      for (const { id } of others.slice(-1)) await expectTask(server, id, { status: 'done' });
      await expectTask(server, silent.id, { status: 'running', attempts: 1 });
    },
  );
}

/**
 * With one slot and two mails, refuses the first for now and sees the second in flight beside its
 * pause. Returns the first, or `undefined` when it came again instead of the second.
 */
async function refuseBesideAnother(
  server: Server,
  gate: SmtpGate,
  pauseMs: number,
  random: Random,
): Promise<Accepted | undefined> {
  gate.close();
  const [first, second] = await postMails(server, 2, random);
  if (first === undefined || second === undefined) throw new Error('two mails were posted');
  await gather(server.watch, gate, 1);
  gate.release(brings(first.mail), { status: 451, text: 'come again' });

  const another = { met: () => gate.inFlight > 0, dueMs: 2 * pauseMs + 2000 };
  await expectSoon(server.watch, another, 'the next mail while the refused one waits');
  if (gate.held.some(brings(first.mail))) return undefined;
  // Its pause is over then, and it waits for the slot: else what is seen depends on the machine.
  const overAt = (gate.calls.find(brings(first.mail))?.releasedAt ?? 0) + pauseMs + overMs;
  const over = { ...another, met: () => performance.now() >= overAt, exactly: true };
  await expectSoon(server.watch, over, 'the server to wait');
  await expectTask(server, first.id, { status: 'queued', attempts: 1 });
  gate.release(brings(second.mail));
  return first;
}

/** Lets the first attempt through that comes after a pause, and the third of another mail; looks at its pauses. */
async function expectSchedule(server: Server, gate: SmtpGate, first: Accepted, random: Random) {
  await expectAttempt(server, gate, first, 2);
  gate.release();
  await expectTask(server, first.id, { status: 'done', attempts: 2 });
  const alone = await postMail(server, random);
  for (const attempt of [1, 2, 3]) {
    await expectAttempt(server, gate, alone, attempt);
    const [before, now] = gate.calls.filter(brings(alone.mail)).slice(-2) as [MailCall, MailCall?];
    const paused = now === undefined ? Infinity : now.arrivedAt - (before.releasedAt ?? 0);
    const pauseMs = pauseBefore(attempt);
    if (paused < pauseMs - clockMs) {
      throw new CheckFailure(
        `expected attempt ${attempt} after at least ${pauseMs} ms, got it after ${paused | 0} ms`,
      );
    }
    gate.release('all', attempt < 3 ? { status: 451 } : {});
  }
  await expectTask(server, alone.id, { status: 'done', attempts: 3 });
}

async function expectAttempt(
  { watch }: Server,
  gate: SmtpGate,
  { mail }: Accepted,
  attempt: number,
): Promise<void> {
  const due = { met: () => gate.held.some(brings(mail)), dueMs: 2 * pauseBefore(attempt) + 2000 };
  await expectSoon(watch, due, `attempt ${attempt} after a pause of ${pauseBefore(attempt)} ms`);
}

const pauseBefore = (attempt: number): number => (attempt > 1 ? baseMs * 2 ** (attempt - 2) : 0);
