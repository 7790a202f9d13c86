import type { Fault } from '../fault.ts';

/** Somebody who reads in a room until he has had all that is said there; disposing it makes him leave. */
export interface Reader extends Disposable {
  /** When he had each message, in milliseconds of `performance.now()`. */
  readonly heardAt: readonly number[];
  /** How many of his requests were answered. */
  readonly requests: () => number;
  /** Whether he was let in. */
  readonly isReady: () => boolean;
  readonly fault: () => Fault | undefined;
  /** What he reads by. */
  readonly route: string;
}

/** Where somebody reads, and how much. */
export interface Reading {
  readonly room: string;
  readonly name: string;
  /** How many messages will be said. */
  readonly messages: number;
}
