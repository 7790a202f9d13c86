import { ask } from '../../../check/ask.ts';
import { expectNever, expectStill, gather } from '../../../check/await.ts';
import { CheckFailure, Inconclusive } from '../../../check/errors.ts';
import { expectJson, parseJson, show } from '../../../check/expect-json.ts';
import type { Random } from '../../../check/random.ts';
import type { SmtpGate } from '../../../gate/smtp-gate.ts';
import { cpuSeconds } from '../../../quiet/usage.ts';
import type { Server } from '../../../server/server.ts';
import { sendVolley, type Volley } from '../../../traffic/volley.ts';
import { postFile } from '../files.ts';
import { brings, idOf, postMails, postMail } from '../posting.ts';
import { expectTask, readTask } from '../reading.ts';
import { check } from '../tasks.ts';
import { repeated, textOf, type Repeated } from '../texts.ts';
import { until } from '../../../quiet/until.ts';
import { answers } from '../../../check/settle.ts';
import { fileTitles, mailTitles } from './functional.ts';

const facts = { part: 'async', theme: 'bonus', tier: 'bonus' } as const;
const mebibyte = 1024 ** 2;
/** Less than MAX_FILE_BYTES: the file is rounded up to whole repetitions of its text. */
const largest = 256 * mebibyte;
/** A server that computes this long, in seconds of CPU, while it counts has had time to tell how far it is. */
const silentSeconds = 4;

/** What goes beyond the chapter: watching tasks and cancelling them. */
export function bonus(): void {
  check(
    'events tell a task from its state now to its end',
    {
      ...facts,
      points: 3,
      needs: [mailTitles.async],
      environment: { CONCURRENCY: '1' },
      proves:
        'The first event is the task as it is, each change is one more, the last is the finished task; then the stream ends.',
      hint: 'A stream without an end usually means that nobody closes it once its task is finished.',
    },
    async ({ asyncServer: server, mails: { gate }, random }) => {
      gate.close();
      const accepted = await postMails(server, 2, random);
      await gather(server.watch, gate, 1);
      using streams = sendVolley(
        server,
        accepted.map(({ id }) => eventsOf(id)),
      );
      await expectStill(server.watch, () =>
        streams.replies.length > 0
          ? 'expected a stream of events to go on, got its end'
          : undefined,
      );

      gate.open();
      await ended(streams);

      for (const [index, { id }] of accepted.entries()) {
        const events = eventsIn(streams, id);
        const [first, last] = [events[0], events.at(-1)];
        expectJson(first, { id, status: index === 0 ? 'running' : 'queued' }, 'the first event');
        expectJson(last, { id, kind: 'email', status: 'done', progress: 1 }, 'the last event');
        using late = sendVolley(server, [eventsOf(id)]);
        await ended(late);
        const again = eventsIn(late, id);
        expectJson(again, [{ id, status: 'done' }], 'the events of a finished task');
      }
    },
  );

  check(
    'progress only grows while a file is counted',
    {
      ...facts,
      points: 1,
      needs: [mailTitles.async, fileTitles.async],
      environment: { CONCURRENCY: '1' },
      proves: 'The events of a file have a progress from 0 to 1 that never goes back.',
      hint: 'Progress that goes back usually means that what is told late is taken for what is true now.',
    },
    async ({ asyncServer: server, mails: { gate }, random }) => {
      const piece = textOf(mebibyte, random);
      // A server that tells it only now and then may have done with a small file before it does.
      for (let bytes = 16 * mebibyte; bytes <= largest; bytes *= 2) {
        const file = repeated(piece, bytes);
        const { seen, seconds } = await progressOf(server, gate, { file, random });
        for (const [index, progress] of seen.entries()) {
          const before = seen[index - 1] ?? 0;
          if (progress >= before) continue;
          throw new CheckFailure(
            `expected progress never to go back, got ${progress} after ${before}`,
          );
        }
        const last = seen.at(-1) ?? NaN;
        if (last !== 1) throw new CheckFailure(`expected progress 1 in the end, got ${last}`);
        if (seen.some((progress) => progress > 0 && progress < 1)) return;
        if (seconds < silentSeconds) continue;
        throw new CheckFailure('expected progress between 0 and 1, got none');
      }
      throw new Inconclusive(
        'no file was large enough to see progress between its start and its end',
      );
    },
  );

  check(
    'a task can be cancelled',
    {
      ...facts,
      points: 2,
      needs: [mailTitles.async],
      environment: { CONCURRENCY: '1' },
      proves:
        'A queued task that is cancelled never begins; a running one ends as cancelled or done; a finished one stays as it is.',
      hint: 'A mail that goes out all the same usually means that the queue does not look at the task again.',
    },
    async ({ asyncServer: server, mails: { gate }, random }) => {
      gate.close();
      const running = await postMail(server, random);
      const queued = await postMail(server, random);
      const last = await postMail(server, random);
      await gather(server.watch, gate, 1);

      const cancelled = await ask(server).delete(`/tasks/${queued.id}`).expect(200);
      expectJson(cancelled.body, { id: queued.id, status: 'cancelled' }, 'the task');
      await ask(server).delete(`/tasks/${running.id}`).expect(202);
      gate.open();

      await expectTask(server, last.id, { status: 'done' });
      await expectNever(server.watch, () =>
        gate.calls.some(brings(queued.mail))
          ? 'expected no mail of a cancelled task, got it'
          : undefined,
      );
      await expectTask(server, queued.id, { status: 'cancelled', attempts: 0 });
      const task = (await readTask(server, running.id)) as { status?: unknown };
      if (task.status !== 'cancelled') expectJson(task, { status: 'done' }, 'the running task');
      for (const { id } of [running, queued, last]) {
        await ask(server).delete(`/tasks/${id}`).expect(409);
      }
    },
  );
}

/** What the events of a file say of its progress, and how long the server computed for it, in seconds of CPU. */
async function progressOf(
  server: Server,
  gate: SmtpGate,
  { file, random }: { readonly file: Repeated; readonly random: Random },
): Promise<{ seen: number[]; seconds: number }> {
  // The only slot is taken until the stream is there: else the file could be done before.
  gate.close();
  await postMails(server, 1, random);
  await gather(server.watch, gate, 1);
  const { text } = await postFile(server, file.pieces());
  const id = idOf(parseJson(text, 'the task'));
  using stream = sendVolley(server, [eventsOf(id)]);
  await expectStill(server.watch, () => undefined);
  const before = cpuSeconds(server.program.tree) ?? 0;
  gate.open();
  await ended(stream);
  const seconds = (cpuSeconds(server.program.tree) ?? 0) - before;
  const progress = (event: unknown) => Number((event as { progress?: unknown }).progress);
  return { seen: eventsIn(stream, id).map(progress), seconds };
}

function eventsOf(id: string) {
  return { path: `/tasks/${id}/events` };
}

/** Waits until every stream has ended; a file may be counted meanwhile. */
async function ended(streams: Volley): Promise<void> {
  await until(streams.watch, { met: streams.done, mayBurn: true });
  await answers(streams, streams.asks.length);
}

/** The events of a task; a blank line ends each, and a line that begins with a colon is a comment. */
function eventsIn(streams: Volley, id: string): unknown[] {
  const reply = streams.replies.find(({ ask: { path } }) => path === eventsOf(id).path);
  if (reply?.status !== 200) {
    throw new CheckFailure(`GET /tasks/:id/events: expected 200, got ${reply?.status ?? 0}`);
  }
  return reply.text
    .split(/\r?\n\r?\n/)
    .slice(0, -1)
    .map((event) => event.split(/\r?\n/).filter((line) => /^(data|event):/.test(line)))
    .filter((lines) => lines.length > 0)
    .map((lines) => {
      const [data] = lines;
      if (data?.startsWith('data:') && lines.length === 1) {
        return parseJson(data.slice('data:'.length), 'the data of an event');
      }
      throw new CheckFailure(`expected an event of one line with data, got ${show(lines)}`);
    });
}
