import { expectSoon } from '../../check/await.ts';
import { CheckFailure } from '../../check/errors.ts';
import { parseJson } from '../../check/expect-json.ts';
import { ratioOf } from '../../check/ratio.ts';
import { settle } from '../../check/settle.ts';
import { answerAfter } from '../../gate/pace.ts';
import type { Server } from '../../server/server.ts';
import { postFile } from './files.ts';
import { brings, idOf, postTogether, writeMails, type Mail } from './posting.ts';
import { readTask } from './reading.ts';
import { check, type Mails } from './tasks.ts';
import { repeated, textOf, type Repeated } from './texts.ts';

const delayMs = 20;
const pairs = 5;
const fileBytes = 2 * 1024 ** 2;

/** Measures both halves by the clock; it runs alone, so it is declared last. */
export function timed(): void {
  check(
    'both halves, by the clock',
    {
      part: 'comparison',
      theme: 'measured',
      tier: 'prerequisite',
      points: 0,
      measuresOnly: true,
      alone: true,
      proves: 'The same mails, and the same file, take each half its time.',
      hint: '',
    },
    async ({ session, mails, random, record }) => {
      const [sync, async] = await Promise.all([session.start('sync'), session.start('async')]);
      const file = repeated(textOf(64 * 1024, random), fileBytes);
      const ratio = (times: number, timeOf: (server: Server) => Promise<number>) =>
        ratioOf(times, random, [() => timeOf(sync), () => timeOf(async)]);
      const mailTime = (server: Server) => timeOfMails(server, mails, writeMails(12, random));

      record.measurements = [
        {
          name: 'clockOfTwelveMails',
          label: `by the clock, mails of ${delayMs} ms: sync ÷ async, CONCURRENCY=4`,
          ...(await ratio(pairs, mailTime)),
        },
        {
          name: 'fasterAtOneFile',
          label: 'one large file: sync ÷ async (above 1: async wins)',
          ...(await ratio(pairs, (server) => timeOfFile(server, file))),
        },
      ];
    },
  );
}

/** Milliseconds until the mail server has accepted the last of these mails. */
async function timeOfMails(server: Server, { gate }: Mails, mails: readonly Mail[]) {
  using _ = answerAfter(gate, delayMs);
  const begun = performance.now();
  using posted = postTogether(server, mails);
  await settle(posted);
  const ends = () => mails.map((mail) => gate.calls.find(brings(mail))?.releasedAt ?? Infinity);
  const accepted = { met: () => Math.max(...ends()) < Infinity };
  await expectSoon(server.watch, accepted, 'every mail to be accepted');
  return Math.max(...ends()) - begun;
}

/** Milliseconds until the result of a file is there. */
async function timeOfFile(server: Server, file: Repeated): Promise<number> {
  const begun = performance.now();
  const { text } = await postFile(server, file.pieces(), { length: file.bytes });
  const id = idOf(parseJson(text, 'the task'));
  for (;;) {
    const { status } = (await readTask(server, id)) as { status?: unknown };
    if (status === 'done') return performance.now() - begun;
    if (status !== 'queued' && status !== 'running') {
      throw new CheckFailure(`expected the file to be counted, got ${String(status)}`);
    }
  }
}
