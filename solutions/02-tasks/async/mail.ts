import { createTransport } from 'nodemailer';

import { config } from '../shared/config.ts';
import type { Email } from '../shared/task.ts';

const transport = createTransport({
  url: config.smtpUrl,
  pool: true,
  // Five unless given.
  maxConnections: config.concurrency,
  maxMessages: Infinity,
  // The pool would else take a mail up again on its own whose connection closed before the mail was
  // begun: attempts that nobody counts, after pauses that nobody asked for.
  maxRequeues: 0,
  connectionTimeout: config.smtpTimeoutMs,
  greetingTimeout: config.smtpTimeoutMs,
  socketTimeout: config.smtpTimeoutMs,
});

/** One attempt: resolves when the mail was accepted; an error has a `responseCode` when it was refused. */
export async function sendMail({ to, subject, text }: Email): Promise<void> {
  await transport.sendMail({ from: config.mailFrom, to, subject, text });
}

/** Whether a mail that failed like this may be accepted the next time: not when it was refused for good. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 500);

/** Gives up the idle connections, which would keep the process alive. */
export function closeConnections(): void {
  transport.close();
}
