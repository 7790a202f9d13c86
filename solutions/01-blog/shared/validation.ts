import { HttpError } from './http-error.ts';
import { slugOf } from './slug.ts';
import type { Page, Post } from './store.ts';

const longestName = 200;
const longestText = 10_000;

/** A new post from the body of a request, or a 422. */
export function readPost(body: unknown): Post {
  const fields = readFields(body);
  const title = readString(fields, 'title', longestName);
  const slug = slugOf(title);
  if (slug === '') throw new HttpError(422, 'title must have a letter from a to z or a digit');
  return {
    slug,
    title,
    body: readString(fields, 'body', longestText),
    authorId: readString(fields, 'authorId', longestName),
    createdAt: new Date().toISOString(),
  };
}

/** A new comment, still without its number, from the body of a request, or a 422. */
export function readComment(body: unknown): { author: string; text: string } {
  const fields = readFields(body);
  return {
    author: readString(fields, 'author', longestName),
    text: readString(fields, 'text', longestText),
  };
}

/** Which part of a list the query asks for, or a 422. */
export const readPage = (query: URLSearchParams): Page => ({
  limit: readWhole(query, 'limit', { fallback: 20, least: 1, most: 100 }),
  offset: readWhole(query, 'offset', { fallback: 0, least: 0, most: Number.MAX_SAFE_INTEGER }),
});

function readFields(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  throw new HttpError(422, 'the body must be a JSON object');
}

function readString(fields: Readonly<Record<string, unknown>>, name: string, longest: number) {
  const value = fields[name];
  // Half a surrogate pair can be neither stored as UTF-8 nor written in a URL.
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
