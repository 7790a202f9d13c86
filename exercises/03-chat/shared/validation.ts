import { HttpError } from './http-error.ts';

const longestText = 16_000;
const longestWaitMs = 60_000;

/** What a reader has seen already, how much he takes, and how long he waits for more. */
export interface Since {
  readonly after: number;
  readonly limit: number;
  readonly waitMs: number;
}

/** Whether a room or a member may have this name. */
export const isName = (name: unknown): name is string =>
  typeof name === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(name);

/** Whether somebody may say this. */
export const isText = (text: unknown): text is string =>
  typeof text === 'string' &&
  // Half a surrogate pair cannot be stored as UTF-8.
  text.isWellFormed() &&
  text.trim() !== '' &&
  Array.from(text).length <= longestText;

/** The room that a path names, or a 422. */
export function readRoom(room: string | undefined): string {
  if (isName(room)) return room;
  throw new HttpError(422, 'a room has 1 to 64 of the characters A-Z, a-z, 0-9, _ and -');
}

/** A message from the body of a request, or a 422. */
export function readMessage(body: unknown): { from: string; text: string } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new HttpError(422, 'the body must be a JSON object');
  }
  const { from, text } = body as { from?: unknown; text?: unknown };
  if (!isName(from)) throw new HttpError(422, 'from must have 1 to 64 of A-Z, a-z, 0-9, _ and -');
  if (!isText(text)) throw new HttpError(422, `text must have 1 to ${longestText} characters`);
  return { from, text };
}

/** Which messages the query asks for, or a 422. */
export const readSince = (query: URLSearchParams): Since => ({
  after: readWhole(query, 'after', { fallback: 0, least: 0, most: Number.MAX_SAFE_INTEGER }),
  limit: readWhole(query, 'limit', { fallback: 100, least: 1, most: 1000 }),
  waitMs: readWhole(query, 'wait', { fallback: 0, least: 0, most: longestWaitMs }),
});

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
