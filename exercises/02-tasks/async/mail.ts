import type { Email } from '../shared/task.ts';

// TODO: one attempt to send a mail through `config.smtpUrl`, from `config.mailFrom`. Whoever calls
// this needs to know when the mail server has accepted the mail; and when it has not, whether it
// refused the mail, and with which code, or whether the conversation broke or took longer than
// `config.smtpTimeoutMs`. As many conversations as `config.concurrency` go on at once, never more.
export function sendMail({ to }: Email): Promise<void> {
  throw new Error(`a mail to ${to}: not written yet`);
}
