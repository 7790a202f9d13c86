import { createTransport } from 'nodemailer';

/** One mail and how to send it as plain data, so that it can cross threads. */
export interface MailCall {
  readonly kind: 'mail';
  readonly mail: MailFields;
  readonly url: string;
  readonly timeoutMs: number | undefined;
}

interface MailFields {
  readonly from: string;
  readonly to: string[];
  readonly subject: string;
  readonly text: string;
}

/** What became of a mail, as plain data: accepted, no reply in time, or refused or not delivered. */
export type MailOutcome =
  | { kind: 'accepted'; response: string; accepted: string[]; rejected: string[] }
  | { kind: 'timeout' }
  | { kind: 'failure'; code: string; responseCode: number | undefined; message: string };

/** No timer waits longer, in milliseconds. */
const FOREVER_MS = 2 ** 31 - 1;

/** Sends one mail, once, on a connection of its own; never rejects for what the server did. */
export async function mailCall({ mail, url, timeoutMs }: MailCall): Promise<MailOutcome> {
  const late = new AbortController();
  const timer = timeoutMs === undefined ? undefined : setTimeout(() => late.abort(), timeoutMs);
  try {
    const { response, accepted, rejected } = await transportTo(url).sendMail({
      ...mail,
      signal: late.signal,
    });
    return {
      kind: 'accepted',
      response,
      accepted: accepted.map(String),
      rejected: rejected.map(String),
    };
  } catch (error) {
    return late.signal.aborted ? { kind: 'timeout' } : failure(error as MailFailure);
  } finally {
    clearTimeout(timer);
  }
}

function transportTo(url: string) {
  return createTransport({
    url,
    // The only limit is the caller's own, and no timer is left when the mail is sent.
    connectionTimeout: FOREVER_MS,
    greetingTimeout: FOREVER_MS,
    socketTimeout: FOREVER_MS,
    socketCloseTimeout: 0,
    // A mail is what a client asked for: it must not name files of this machine.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** What nodemailer rejects with; it keeps a system's own code as `originalCode`. */
interface MailFailure extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
}

function failure({ code, originalCode, responseCode, message }: MailFailure): MailOutcome {
  return { kind: 'failure', code: originalCode ?? code ?? 'ECONNECTION', responseCode, message };
}
