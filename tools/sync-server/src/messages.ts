import type { Call } from './call.ts';

/** A request that the front has received whole, as it travels to a worker. */
export interface RequestMessage {
  readonly method: string;
  /** Still percent-encoded. */
  readonly path: string;
  /** What follows the `?`, without it. */
  readonly search: string;
  readonly headers: readonly (readonly [string, string])[];
  /** Empty when the body is in `bodyFile`. */
  readonly body: Uint8Array;
  readonly bodyFile: string | undefined;
}

/** A worker's answer; `log` is for the server's stderr, not for the client. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly log?: string;
}

export type ToWorker = { kind: 'request'; request: RequestMessage } | { kind: 'stop' };

export type FromWorker =
  { kind: 'ready' } | { kind: 'reply'; reply: Reply } | { kind: 'call'; call: Call };
