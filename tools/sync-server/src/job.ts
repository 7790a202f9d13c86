import type { Reply, RequestMessage } from './messages.ts';

/** A request on its way through the pool; exactly one of `answer` and `drop` is called, once. */
export interface Job {
  readonly message: RequestMessage;
  /** Whether its client still waits. */
  wanted(): boolean;
  drop(): void;
  answer(reply: Reply): void;
}
