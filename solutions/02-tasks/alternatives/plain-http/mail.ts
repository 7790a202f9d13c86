import { createTransport } from 'nodemailer';

import { config } from '../../shared/config.ts';
import type { Email } from '../../shared/task.ts';

const transport = createTransport({
  url: config.smtpUrl,
  connectionTimeout: config.smtpTimeoutMs,
  greetingTimeout: config.smtpTimeoutMs,
  socketTimeout: config.smtpTimeoutMs,
});

/** One attempt, over a connection that is opened for it and closed after it. */
export async function sendAlone({ to, subject, text }: Email): Promise<void> {
  await transport.sendMail({ from: config.mailFrom, to, subject, text });
}
