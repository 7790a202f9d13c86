import { describeError } from './describe-error.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import type { Job } from './job.ts';
import {
  finishJob,
  startJob,
  startMember,
  stopMember,
  type Member,
  type MemberEvents,
} from './pool-member.ts';
import { errorReply } from './reply.ts';

export interface WorkerPool {
  run(job: Job): void;
  /** Lets each worker finish what it runs, for at most `deadlineMs`, and ends its thread. */
  stop(deadlineMs: number): Promise<void>;
}

export interface PoolOptions {
  readonly size: number;
  /** The module that every worker loads; it must call `app.listen()`. */
  readonly entry: string;
  /** Called when a worker ends before it is ready: another one would fare no better. */
  failed(reason: string): void;
  ready(): void;
  log(line: string): void;
}

interface PoolState extends PoolOptions {
  readonly members: Set<Member>;
  readonly dispatcher: Dispatcher<Job, Member>;
  started: boolean;
  stopping: boolean;
}

/** Starts `size` workers and replaces each that dies; calls `ready` once, when all are ready. */
export function startPool(options: PoolOptions): WorkerPool {
  const dispatcher = createDispatcher<Job, Member>({
    wanted: (job) => job.wanted(),
    drop: (job) => job.drop(),
    start: startJob,
  });
  const members = new Set<Member>();
  const state: PoolState = { ...options, dispatcher, members, started: false, stopping: false };
  for (let count = 0; count < options.size; count++) addMember(state);
  return {
    run: (job) => dispatcher.enqueue(job),
    stop: async (deadlineMs) => {
      state.stopping = true;
      await Promise.all([...members].map((member) => stopMember(member, deadlineMs)));
    },
  };
}

function addMember(state: PoolState): void {
  const member = startMember(state.entry, {
    message: (from, message) => receive(state, from, message),
    exit: (from, code) => {
      state.members.delete(from);
      if (!state.stopping) replace(state, from, code);
    },
  });
  state.members.add(member);
}

function receive(
  state: PoolState,
  ...[member, message]: Parameters<MemberEvents['message']>
): void {
  if (message.kind === 'reply') finishJob(member, message.reply);
  else markReady(state, member);
  state.dispatcher.release(member);
}

function markReady(state: PoolState, member: Member): void {
  member.ready = true;
  if (state.started || ![...state.members].every(({ ready }) => ready)) return;
  state.started = true;
  state.ready();
}

// After an `error` event the exit code says nothing that the error does not.
function replace(state: PoolState, member: Member, code: number): void {
  const reason =
    member.error === undefined ? `it ended with code ${code}` : describeError(member.error);
  if (!member.ready) {
    state.failed(reason);
    return;
  }
  const request = member.job?.message;
  const where = request ? ` while it handled ${request.method} ${request.path}` : '';
  state.log(`a worker died${where} and is replaced: ${reason}`);
  state.dispatcher.remove(member);
  finishJob(member, errorReply(500, 'internal error'));
  addMember(state);
}
