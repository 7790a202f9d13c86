import { ask } from '../../../check/ask.ts';
import { CheckFailure, Inconclusive } from '../../../check/errors.ts';
import { expectJson, parseJson } from '../../../check/expect-json.ts';
import { sampleMs } from '../../../quiet/observer.ts';
import { until } from '../../../quiet/until.ts';
import { cpuSeconds, peakMemory } from '../../../quiet/usage.ts';
import type { Server } from '../../../server/server.ts';
import type { Reply } from '../../../traffic/volley.ts';
import { postFile } from '../files.ts';
import { idOf } from '../posting.ts';
import { expectTask, readTask } from '../reading.ts';
import { check } from '../tasks.ts';
import { longWords, repeated, textOf, type Repeated } from '../texts.ts';
import { fileTitles } from './functional.ts';

const mebibyte = 1024 ** 2;
/** How many answers between two looks that found the file running show that others are served. */
const wantedAnswers = 5;
/** A server that computes this long, in seconds of CPU, before it answers does nothing else meanwhile. */
const heldSeconds = 1;
/** A sample that the grader took later than this says nothing: perhaps an answer had long been there. */
const lateMs = 5 * sampleMs;
/** Less than MAX_FILE_BYTES: the file is rounded up to whole repetitions of its text. */
const largest = 256 * mebibyte;

/** That a large file hurts nobody else. */
export function largeFiles(): void {
  check(
    '/healthz answers while a large file is counted',
    {
      part: 'async',
      theme: 'in the background',
      tier: 'core',
      points: 8,
      needs: [fileTitles.async],
      proves: 'Counting is not done in one piece on the event loop: others are answered meanwhile.',
      hint: 'No answer usually means that the file is counted in the thread that answers requests.',
    },
    async ({ asyncServer, random }) => {
      const text = textOf(mebibyte, random);
      for (let bytes = 4 * mebibyte; bytes <= largest; bytes *= 2) {
        const file = repeated(text, bytes);
        const { status, text: answer } = await answerWithoutCounting(asyncServer, file);
        if (status !== 202) throw new CheckFailure(`POST /files: expected 202, got ${status}`);

        const seen = await askDuring(asyncServer, idOf(parseJson(answer, 'the task')));

        if (seen === 'answered') return;
        if (seen === 'held') {
          throw new CheckFailure(
            'expected /healthz to be answered while a file is counted, got no answer until it was done',
          );
        }
      }
      throw new Inconclusive(
        'no file was large enough to see anything between its start and its end',
      );
    },
  );

  check(
    'a large upload is not held in memory',
    {
      part: 'async',
      theme: 'memory',
      tier: 'stretch',
      points: 5,
      needs: [fileTitles.async],
      proves:
        'A file of 192 MiB raises the memory of all processes of the server by less than 160 MiB.',
      hint: 'More usually means that the whole file is in memory at some moment, as text or as bytes.',
    },
    async ({ asyncServer, random }) => {
      const text = textOf(mebibyte, random, longWords(random));
      const before = await countAll(asyncServer, repeated(text, mebibyte));
      if (before === 0) throw new Inconclusive('the memory of a process cannot be read here');

      const raised = (await countAll(asyncServer, repeated(text, 192 * mebibyte))) - before;

      if (raised < 160 * mebibyte) return;
      const shown = Math.round(raised / mebibyte);
      throw new CheckFailure(`expected less than 160 MiB more than before, got ${shown} MiB`);
    },
  );
}

/** Has a file counted, sees that it was counted right, and returns the most memory seen. */
async function countAll(server: Server, file: Repeated): Promise<number> {
  let peak = 0;
  const watched = function* () {
    for (const piece of file.pieces()) {
      peak = Math.max(peak, peakMemory(server.program.tree) ?? 0);
      yield piece;
    }
  };
  const { status, text } = await postFile(server, watched(), { length: file.bytes });
  if (status !== 202) throw new CheckFailure(`POST /files: expected 202, got ${status}`);
  const id = idOf(parseJson(text, 'the task'));
  const met = () => {
    peak = Math.max(peak, peakMemory(server.program.tree) ?? 0);
    return true;
  };
  // A process that counts can be gone when the file is done.
  await until(server.watch, { met, exactly: true, mayBurn: true });
  await expectTask(server, id, { status: 'done', result: file.counted });
  return peak;
}

/** Posts a file; fails when the server computes for long between its last byte and the answer. */
async function answerWithoutCounting(server: Server, file: Repeated): Promise<Reply> {
  const sent = Promise.withResolvers<void>();
  const pieces = function* () {
    yield* file.pieces();
    sent.resolve();
  };
  const posting = postFile(server, pieces());
  await Promise.race([sent.promise, posting]);
  const seconds = await secondsUntil(posting, server);
  if (seconds <= heldSeconds) return posting;
  throw new CheckFailure('expected 202 before a file is counted, got it after that');
}

/**
 * Asks for the task and for `/healthz` in turn until the file is done. `answered`: others were served
 * while it ran. `held`: one question had no answer as long as the server computed. `unseen`: the file
 * was done too soon to tell.
 */
async function askDuring(server: Server, id: string): Promise<'answered' | 'held' | 'unseen'> {
  let answers = 0;
  let held = false;
  for (;;) {
    const asked = readTask(server, id);
    held ||= (await secondsUntil(asked, server)) > heldSeconds;
    const task = (await asked) as { status?: unknown };
    if (task.status === 'running' && answers >= wantedAnswers) return 'answered';
    if (task.status === 'done') return held ? 'held' : 'unseen';
    if (task.status !== 'queued' && task.status !== 'running') {
      expectJson(task, { status: 'done' }, 'the task');
    }
    await ask(server).get('/healthz').expect(200);
    if (task.status === 'running') answers += 1;
  }
}

/** How long the server computed until an answer was there, in seconds of CPU, as far as the grader saw it. */
async function secondsUntil(answer: Promise<unknown>, { watch, program }: Server): Promise<number> {
  const end = { reached: false };
  void answer.catch(() => undefined).finally(() => (end.reached = true));
  let seconds = 0;
  let before = { at: performance.now(), cpu: cpuSeconds(program.tree) ?? 0 };
  while (!end.reached) {
    await watch.activity.next(sampleMs);
    const now = { at: performance.now(), cpu: cpuSeconds(program.tree) ?? 0 };
    if (now.at - before.at < lateMs) seconds += now.cpu - before.cpu;
    before = now;
  }
  return seconds;
}
