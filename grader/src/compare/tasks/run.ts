import type { Interval } from '../span.ts';

/** What one turn of a contestant took, in milliseconds from its first request. */
export interface Run {
  /** Until the last client had his answer. */
  readonly answerMs: number;
  /** Until the last mail was accepted, or the result of the file was there. */
  readonly doneMs: number;
  /** The mails as the mail server saw them. */
  readonly mails: readonly Interval[];
}

/** What a half answers to what is to be done: that it is, or that it will be. */
export const acceptedStatus = { sync: 201, async: 202 } as const;
