export const statuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;

export type Status = (typeof statuses)[number];

export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What is to be done: a mail to send, or a file to count. */
export type NewTask =
  | { readonly kind: 'email'; readonly input: Email }
  | { readonly kind: 'file'; readonly input: { readonly path: string } };

export interface FileResult {
  readonly bytes: number;
  readonly lines: number;
  readonly words: number;
  readonly sha256: string;
  readonly topWords: readonly (readonly [word: string, count: number])[];
}

/** A task as a client sees it. */
export interface Task {
  readonly id: string;
  readonly kind: NewTask['kind'];
  readonly status: Status;
  /** How many attempts have begun. */
  readonly attempts: number;
  /** From 0 to 1. */
  readonly progress: number;
  readonly result?: FileResult;
  readonly error?: string;
}

/** A task as whoever does the work needs it. */
export type Job = NewTask & { readonly id: string; readonly attempts: number };

/** Whether nothing more will happen to a task. */
export const isFinished = ({ status }: Task): boolean =>
  status !== 'queued' && status !== 'running';
