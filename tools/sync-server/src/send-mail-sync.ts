import { callSync } from './call.ts';
import type { MailCall } from './mail-call.ts';
import { MailError } from './mail-error.ts';
import { TimeoutError, toTimeout } from './timeout-error.ts';

/** A mail of plain text; an address is `ada@example.org` or `Ada <ada@example.org>`. */
export interface Mail {
  readonly from: string;
  readonly to: string | readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface SendMailSyncOptions {
  /** The SMTP server, such as `smtp://127.0.0.1:2525`. */
  readonly url: string | URL;
  /** Milliseconds for this mail, from connecting to the reply; no limit unless given. */
  readonly timeoutMs?: number;
}

/** What the server said of a mail that it accepted. */
export interface MailReceipt {
  /** The reply to the mail, such as `250 OK: message queued`. */
  readonly response: string;
  /** The addresses to which it goes; at least one. */
  readonly accepted: readonly string[];
  /** The addresses that the server refused. */
  readonly rejected: readonly string[];
}

/**
 * Sends a mail and blocks the worker, without using the CPU, until the server has accepted it.
 *
 * Each mail is sent once, on a connection of its own. Throws a `TimeoutError` after `timeoutMs`, a
 * `MailError` with a `code` and, when the server refused the mail, its `responseCode`, a `TypeError`
 * for an address of a server that is not valid, and an `Error` outside a worker.
 */
export function sendMailSync(mail: Mail, options: SendMailSyncOptions): MailReceipt {
  const call: MailCall = {
    kind: 'mail',
    mail: toFields(mail),
    url: toAddress(options.url),
    timeoutMs: toTimeout(options.timeoutMs),
  };
  const outcome = callSync('sendMailSync', call);
  if (outcome.kind === 'accepted') {
    const { response, accepted, rejected } = outcome;
    return { response, accepted, rejected };
  }
  const what = `mail to ${call.mail.to.join(', ')}`;
  if (outcome.kind === 'timeout') {
    throw new TimeoutError(
      `${what}: expected a reply within ${String(call.timeoutMs)} ms, got none`,
    );
  }
  throw new MailError(outcome.code, outcome.responseCode, `${what}: ${outcome.message}`);
}

// Only what a mail needs: whatever else the caller's object holds stays here.
function toFields({ from, to, subject, text }: Mail) {
  return { from, to: typeof to === 'string' ? [to] : [...to], subject, text };
}

function toAddress(url: string | URL): string {
  const { protocol, href } = new URL(url);
  if (/^smtps?:$/.test(protocol)) return href;
  throw new TypeError(`expected an smtp: or smtps: address, got ${href}`);
}
