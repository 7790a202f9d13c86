import type { IncomingMessage } from 'node:http';
import { splitPath } from './path-pattern.ts';

export interface Target {
  /** Still percent-encoded; starts with `/`. */
  readonly path: string;
  /** What follows the `?`, without it. */
  readonly search: string;
}

/**
 * Reads the target of a request line, in origin form (`/path?query`) or absolute form.
 *
 * `undefined` when it is neither, or when a percent escape of the path is broken. The path is not
 * normalised: `/a/../b` stays what the client sent.
 */
export function parseTarget(target: string): Target | undefined {
  const origin = target.startsWith('/') ? target : toOriginForm(target);
  if (origin === undefined) return undefined;
  const [path = '', ...search] = withoutFragment(origin).split('?');
  return decodes(path) ? { path, search: search.join('?') } : undefined;
}

/** HTTP/1.1 requires exactly this one header (RFC 9112, section 3.2). */
export function lacksHost({ httpVersion, headers }: IncomingMessage): boolean {
  return httpVersion === '1.1' && headers.host === undefined;
}

function toOriginForm(target: string): string | undefined {
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined;
  const { pathname, search } = new URL(target);
  return pathname + search;
}

function withoutFragment(target: string): string {
  return target.split('#', 1)[0] ?? '';
}

function decodes(path: string): boolean {
  try {
    splitPath(path);
    return true;
  } catch {
    return false;
  }
}
