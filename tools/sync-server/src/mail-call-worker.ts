import { runAsWorker } from 'synckit';
import { mailCall, type MailCall, type MailOutcome } from './mail-call.ts';

/** What the mail helper thread does for its blocked caller. */
export type MailInHelper = (call: MailCall) => Promise<MailOutcome>;

runAsWorker(mailCall satisfies MailInHelper);
