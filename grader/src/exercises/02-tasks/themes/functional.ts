import { ask } from '../../../check/ask.ts';
import { expectSoon, expectStill } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson, parseJson } from '../../../check/expect-json.ts';
import type { Random } from '../../../check/random.ts';
import type { SmtpGate } from '../../../gate/smtp-gate.ts';
import { countText, textOf } from '../texts.ts';
import { postFile } from '../files.ts';
import { brings, idOf, writeMails, type Mail } from '../posting.ts';
import { expectTask } from '../reading.ts';
import { check } from '../tasks.ts';

/** The check without which nothing can be seen of mails. */
export const mailTitles = {
  sync: 'a mail is answered once it was sent',
  async: 'an accepted mail goes out, then its task is done',
} as const;
/** The check without which nothing can be seen of files. */
export const fileTitles = {
  sync: 'a file is answered once it was counted',
  async: 'an accepted file is counted, then its task is done',
} as const;

const ofSync = { part: 'sync', theme: 'functional', tier: 'core' } as const;
const ofAsync = { part: 'async', theme: 'functional', tier: 'core' } as const;

/** What the sync half must do for a single client. */
export function finishedInTime(): void {
  check(
    mailTitles.sync,
    {
      ...ofSync,
      points: 3,
      proves: 'POST /emails sends the mail as it is and answers 201 with the finished task.',
      hint: 'A mail that is missing or differs usually means that not all its fields are handed on.',
    },
    async ({ server, mails: { gate }, random }) => {
      for (const mail of unusualMails(random)) {
        const reply = await ask(server).post('/emails').send(mail).expect(201);

        expectOneMail(gate, mail);
        const done = { kind: 'email', status: 'done', attempts: 1, progress: 1 };
        expectJson(reply.body, done, 'the task');
        await expectTask(server, idOf(reply.body), done);
      }
    },
  );

  check(
    'a refused mail gives 502 and a failed task',
    {
      ...ofSync,
      points: 1,
      needs: [mailTitles.sync],
      proves: 'What the mail server refuses is told to the client, and tried only once.',
      hint: 'A 500 usually means that an error of the sending is not told apart from a fault of the server.',
    },
    async ({ server, mails: { gate }, random }) => {
      for (const answer of [{ status: 451 }, { status: 550 }, 'reset'] as const) {
        gate.answer = () => answer;
        const mails = writeMails(1, random);
        const reply = await ask(server).post('/emails').send(mails[0]).expect(502);

        const failed = { kind: 'email', status: 'failed', attempts: 1 };
        expectJson(reply.body, failed, 'the task');
        await expectTask(server, idOf(reply.body), failed);
        for (const mail of mails) expectOneMail(gate, mail);
      }
    },
  );

  check(
    fileTitles.sync,
    {
      ...ofSync,
      points: 2,
      proves: 'POST /files answers 201 with what was counted.',
      hint: 'Look at the first place that is named: it differs from what the contract says of a result.',
    },
    async ({ server, random }) => {
      const text = textOf(20_000, random);

      const { status, text: answer } = await postFile(server, [text]);

      if (status !== 201) throw new CheckFailure(`POST /files: expected 201, got ${status}`);
      const body = parseJson(answer, 'the task');
      const done = { kind: 'file', status: 'done', attempts: 1, result: countText(text) };
      expectJson(body, done, 'the task');
      await expectTask(server, idOf(body), done);
    },
  );
}

/** What the async half must do for a single client. */
export function finishedLater(): void {
  check(
    mailTitles.async,
    {
      ...ofAsync,
      points: 4,
      proves:
        'A task is queued or running until the mail server has accepted its mail, then it is done.',
      hint: 'A second mail that does not go out usually means that nothing looks at the queue once it was empty.',
    },
    async ({ server, mails: { gate }, random }) => {
      gate.close();
      for (const mail of unusualMails(random)) {
        const reply = await ask(server).post('/emails').send(mail).expect(202);
        const id = idOf(reply.body);
        expectJson(reply.body, { kind: 'email' }, 'the task');
        expectJson(reply.headers, { location: `/tasks/${id}` }, 'the headers');

        const arrived = { met: () => gate.inFlight > 0 };
        await expectSoon(server.watch, arrived, 'the mail to go out');
        await expectStill(server.watch, () => undefined);
        await expectTask(server, id, { status: 'running', attempts: 1 });
        gate.release();
        await expectTask(server, id, { status: 'done', attempts: 1, progress: 1 });
        expectOneMail(gate, mail);
      }
    },
  );

  check(
    fileTitles.async,
    {
      ...ofAsync,
      points: 4,
      proves: 'POST /files answers 202, and later the task has what was counted.',
      hint: 'Look at the first place that is named: it differs from what the contract says of a result.',
    },
    async ({ server, random }) => {
      // Short enough to be read in one piece: what lies across a cut is another check's.
      for (const size of [20_000, 50_000]) {
        const text = textOf(size, random);

        const { status, text: answer } = await postFile(server, [text]);

        if (status !== 202) throw new CheckFailure(`POST /files: expected 202, got ${status}`);
        const body = parseJson(answer, 'the task');
        expectJson(body, { kind: 'file' }, 'the task');
        const done = { kind: 'file', status: 'done', attempts: 1, progress: 1 };
        await expectTask(server, idOf(body), { ...done, result: countText(text) });
      }
    },
  );
}

/** Mails with what is hard to send, one after another. */
function unusualMails(random: Random): Mail[] {
  const texts = [
    'Dear reader,\nall is well.',
    '.\n..\nFrom here: 100 % "größer" — 東京',
    'x'.repeat(2000),
  ];
  return writeMails(texts.length, random).map((mail, index) => ({
    ...mail,
    subject: `${mail.subject} ${index === 0 ? '& more' : 'größer 東京 😀'}`,
    text: texts[index] ?? '',
  }));
}

function expectOneMail(gate: SmtpGate, mail: Mail): void {
  const sent = gate.calls.filter(({ to }) => to.includes(mail.to));
  if (sent.length !== 1) {
    throw new CheckFailure(`expected 1 mail to ${mail.to}, got ${sent.length}`);
  }
  if (sent.some(brings(mail))) return;
  const { subject, text } = sent[0] ?? {};
  expectJson({ subject, text }, { subject: mail.subject, text: mail.text }, 'the mail');
}
