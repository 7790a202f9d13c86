import { createRequire } from 'node:module';
import { assertMayBlock } from './block-thread.ts';
import type { MailInHelper } from './mail-call-worker.ts';
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

// Only a worker sends mail, and synckit takes 20 ms to load: the main thread does without.
const require = createRequire(import.meta.url);

const HELPER = new URL('./mail-call-worker.ts', import.meta.url);

/**
 * Sends a mail and blocks the worker, without using the CPU, until the server has accepted it.
 *
 * Each mail is sent once, on a connection of its own. The first mail of a worker starts the thread
 * that sends them. Throws a `TimeoutError` after `timeoutMs`, a `MailError` with a `code` and, when
 * the server refused the mail, its `responseCode`, a `TypeError` for an address of a server that is
 * not valid, and an `Error` in the main thread.
 */
export function sendMailSync(mail: Mail, options: SendMailSyncOptions): MailReceipt {
  assertMayBlock('sendMailSync');
  const call = {
    mail: toFields(mail),
    url: toAddress(options.url),
    timeoutMs: toTimeout(options.timeoutMs),
  };
  const outcome = helper()(call);
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

// One helper for each calling thread, started by its first mail: synckit caches it by its path.
function helper(): (...args: Parameters<MailInHelper>) => Awaited<ReturnType<MailInHelper>> {
  const { createSyncFn } = require('synckit') as typeof import('synckit');
  return createSyncFn<MailInHelper>(HELPER);
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
