import { performance } from 'node:perf_hooks';
import { randomOf } from '../../check/random.ts';
import { repeated, textOf } from '../../exercises/02-tasks/texts.ts';
import type { Half } from '../../serve/playground.ts';
import type { Server } from '../../server/server.ts';
import { upload } from '../../traffic/upload.ts';
import type { Reply } from '../../traffic/volley.ts';
import { awaited, faultOf, type Deadline, type Fault } from '../fault.ts';
import { finishedTask, type Task } from './finished-task.ts';
import { acceptedStatus, type Run } from './run.ts';

const route = 'POST /files';
const pieceBytes = 64 * 1024;

/** Sends a text of at least this size; ends when its result is there. */
export async function countFile(
  server: Server,
  { bytes, half }: { bytes: number; half: Half },
  deadline: Deadline,
): Promise<Run | Fault> {
  const text = repeated(textOf(pieceBytes, randomOf(1, route)), bytes);
  const end = performance.now() + deadline.deadlineMs;
  const begun = performance.now();
  const reply = await sendFile(server, text, deadline);
  if (reply === undefined) return late(deadline);
  const fault = faultOf(route, reply, acceptedStatus[half]);
  if (fault !== undefined) return fault;
  const last = await finishedTask(server.url, reply, { end, signal: deadline.signal });
  if (last === undefined) return late(deadline);
  const wrong = wrongIn(last.task, text.counted.words);
  if (wrong !== undefined) return { fault: `mend ${route} first; ${wrong}` };
  return { answerMs: reply.endedAt - begun, doneMs: last.at - begun, mails: [] };
}

async function sendFile(
  server: Server,
  { bytes, pieces }: Pick<ReturnType<typeof repeated>, 'bytes' | 'pieces'>,
  deadline: Deadline,
): Promise<Reply | undefined> {
  const body = { path: '/files', type: 'text/plain', pieces: pieces(), length: bytes };
  using sending = upload(server, body);
  await awaited(server.watch.activity, () => sending.reply() !== undefined, deadline);
  return sending.reply();
}

function wrongIn({ status, result }: Task, words: number): string | undefined {
  if (status !== 'done') return `its task is ${status}, expected done`;
  if (result?.words === words) return undefined;
  return `its result has ${result?.words ?? 'no'} words, expected ${words}`;
}

function late({ deadlineMs }: Deadline): Fault {
  const seconds = Math.round(deadlineMs / 1000);
  return { fault: `mend ${route} first; there was no result in ${seconds} s` };
}
