import { Worker } from 'node:worker_threads';
import { openLine } from './call-line.ts';
import type { Job } from './job.ts';
import { makeCall } from './make-call.ts';
import type { FromWorker, Reply, ToWorker } from './messages.ts';
import { workerStart } from './worker-start.ts';

/** One worker thread of the pool, and what it is doing. */
export interface Member {
  readonly thread: Worker;
  readonly ended: Promise<void>;
  job: Job | undefined;
  ready: boolean;
  /** What nothing in the thread caught; it ends the thread. */
  error: unknown;
}

export interface MemberEvents {
  /** Hears all but calls, which the member makes itself. */
  message(member: Member, message: Exclude<FromWorker, { kind: 'call' }>): void;
  exit(member: Member, code: number): void;
}

export function startMember(entry: string, events: MemberEvents): Member {
  const { line, answer } = openLine();
  const thread = new Worker(entry, {
    workerData: workerStart(line),
    transferList: [line.answers],
    argv: process.argv.slice(2),
  });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const member: Member = { thread, ended, job: undefined, ready: false, error: undefined };
  thread.on('message', (message: FromWorker) => {
    if (message.kind === 'call') void makeCall(message.call).then(answer);
    else events.message(member, message);
  });
  thread.on('error', (error) => (member.error = error));
  thread.on('exit', (code) => {
    resolve();
    events.exit(member, code);
  });
  return member;
}

export function startJob(member: Member, job: Job): void {
  member.job = job;
  post(member, { kind: 'request', request: job.message });
}

export function finishJob(member: Member, reply: Reply): void {
  const job = member.job;
  member.job = undefined;
  job?.answer(reply);
}

/** Lets a member finish its job, for at most `deadlineMs`, and ends its thread. */
export async function stopMember(member: Member, deadlineMs: number): Promise<void> {
  post(member, { kind: 'stop' });
  const late = setTimeout(() => void member.thread.terminate(), deadlineMs);
  await member.ended;
  clearTimeout(late);
}

function post({ thread }: Member, message: ToWorker): void {
  thread.postMessage(message);
}
