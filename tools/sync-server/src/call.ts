import { parentPort } from 'node:worker_threads';
import { assertMayBlock } from './block-thread.ts';
import { waitForAnswer } from './call-line.ts';
import type { HttpCall, HttpOutcome } from './http-call.ts';
import type { MailCall, MailOutcome } from './mail-call.ts';
import type { FromWorker } from './messages.ts';
import { ownStart } from './worker-start.ts';

/** What a worker has the main thread do for it while it waits. */
export type Call = HttpCall | MailCall;

type OutcomeOf<C extends Call> = C extends HttpCall ? HttpOutcome : MailOutcome;

/** Blocks the worker, without using the CPU, until the main thread has made a call; names who asks. */
export function callSync<C extends Call>(caller: string, call: C): OutcomeOf<C> {
  assertMayBlock(caller);
  const start = ownStart();
  if (!start) throw new Error(`${caller} needs a server to run in: expected to be in a handler`);
  const message: FromWorker = { kind: 'call', call };
  return waitForAnswer(start.line, () => parentPort?.postMessage(message)) as OutcomeOf<C>;
}
