import type { Answer, Call } from '../../gate/gate.ts';
import { SmtpGate, type MailCall } from '../../gate/smtp-gate.ts';
import type { Playground } from '../playground.ts';

const words = { subject: 'Hello', text: 'All is well.' };
const mailTo = (name: string) => ({ to: `${name}@example.org`, ...words });

/** Whom the mail server refuses, so that a person sees what a half makes of it. */
const refusals: Readonly<Record<string, { status: number; text: string }>> = {
  'busy@example.org': { status: 451, text: 'busy, try again later' },
  'nobody@example.org': { status: 550, text: 'no such mailbox' },
};

/** The background tasks beside their mail server. */
export const tasksPlayground: Playground<SmtpGate> = {
  dependency: 'mail server',
  noun: 'mail',
  start: (activity) => SmtpGate.start(activity, answer),
  variables: (url, timeoutMs) => ({ SMTP_URL: url, SMTP_TIMEOUT_MS: String(timeoutMs) }),
  limits: {
    sync: { variable: 'WORKERS', unit: 'worker', usual: 1 },
    async: { variable: 'CONCURRENCY', unit: 'slot', usual: 4 },
  },
  late: { sync: 'answer 502', async: 'try again' },
  answered(call: Call) {
    const { status } = answer(call as MailCall);
    return status === undefined ? 'accepted' : `refused with ${status}`;
  },
  samples: [
    { does: 'Send a mail', path: '/emails', json: mailTo('ada') },
    { does: 'Send one that is refused for now (451)', path: '/emails', json: mailTo('busy') },
    { does: 'Send one that is refused for good (550)', path: '/emails', json: mailTo('nobody') },
    { does: 'Count the words of a text: no mail', path: '/files', text: 'to be or not to be' },
    { does: 'List the tasks', path: '/tasks' },
  ],
  volley: {
    does: 'Twelve mails at the same moment',
    times: 12,
    path: '/emails',
    json: mailTo('reader-{}'),
  },
  routes: [
    { route: 'POST /emails', path: '/emails', json: mailTo('ada') },
    { route: 'POST /files', path: '/files', text: 'one two' },
  ],
};

function answer({ to }: Pick<MailCall, 'to'>): Exclude<Answer, string> {
  return refusals[to[0] ?? ''] ?? {};
}
