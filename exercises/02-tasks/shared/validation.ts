import { HttpError } from './http-error.ts';
import type { Page } from './store.ts';
import { statuses, type Email, type Status } from './task.ts';

const longestName = 200;
const longestText = 10_000;

// What a browser takes for an address: https://html.spec.whatwg.org/#valid-e-mail-address
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const address = new RegExp(
  String.raw`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${label}(?:\.${label})*$`,
  'i',
);

/** A mail from the body of a request, or a 422. */
export function readEmail(body: unknown): Email {
  const fields = readFields(body);
  const to = readString(fields, 'to', longestName);
  if (!address.test(to)) throw new HttpError(422, 'to must be an e-mail address');
  return {
    to,
    subject: readString(fields, 'subject', longestName),
    text: readString(fields, 'text', longestText),
  };
}

/** Refuses a body that is no plain text: 415. */
export function assertPlainText(contentType: string | null | undefined): void {
  const [type = ''] = (contentType ?? '').split(';');
  if (type.trim().toLowerCase() === 'text/plain') return;
  throw new HttpError(415, 'the file must be text/plain');
}

/** Which part of a list the query asks for, or a 422. */
export const readPage = (query: URLSearchParams): Page => ({
  limit: readWhole(query, 'limit', { fallback: 20, least: 1, most: 100 }),
  offset: readWhole(query, 'offset', { fallback: 0, least: 0, most: Number.MAX_SAFE_INTEGER }),
});

/** The tasks of which status the query asks for; null when of any, or a 422. */
export function readStatus(query: URLSearchParams): Status | null {
  const text = query.get('status');
  const status = statuses.find((one) => one === text) ?? null;
  if (status !== text) throw new HttpError(422, `status must be one of ${statuses.join(', ')}`);
  return status;
}

function readFields(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new HttpError(422, 'the body must be a JSON object');
}

function readString(fields: Readonly<Record<string, unknown>>, name: string, longest: number) {
  const value = fields[name];
  // Half a surrogate pair can be neither stored as UTF-8 nor sent in a mail.
  if (typeof value !== 'string' || !value.isWellFormed()) {
    throw new HttpError(422, `${name} must be a string`);
  }
  if (value.trim() === '') throw new HttpError(422, `${name} must not be empty`);
  if (Array.from(value).length > longest) {
    throw new HttpError(422, `${name} must have at most ${longest} characters`);
  }
  return value;
}

function readWhole(
  query: URLSearchParams,
  name: string,
  { fallback, least, most }: { fallback: number; least: number; most: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new HttpError(422, `${name} must be a whole number from ${least} to ${most}`);
}
