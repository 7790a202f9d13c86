import type { Answer } from '../../gate/gate.ts';
import type { HttpCall } from '../../gate/http-gate.ts';
import type { ExpectedCall } from '../../traffic/volley.ts';

/** What the service tells of this author. */
export function authorOf(id: string) {
  return { id, name: `Name of ${id}`, bio: `Bio of ${id}` };
}

/** How many follow this author: a number that only this author has. */
export function followersOf(id: string): number {
  return Array.from(id).reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}

/** The posts that the service calls related to this one. */
export function relatedTo(slug: string): string[] {
  return [`before-${slug}`, `after-${slug}`];
}

/** Whether a call asks for an author, not for his followers. */
export function isAuthorLookup({ path }: ExpectedCall): boolean {
  return /^\/authors\/[^/]+$/.test(path);
}

/** What the author service answers to a call. */
export function answer({ method, path, body }: HttpCall): Answer {
  const [, kind, id = '', more] = path.split('/');
  if (method === 'POST' && path === '/spam-checks')
    return { json: { spam: /spam/i.test(textOf(body)) } };
  if (method !== 'GET') return { status: 405, json: { error: 'not here' } };
  if (kind === 'authors' && more === 'stats') return { json: { followers: followersOf(id) } };
  if (kind === 'authors' && more === undefined) return { json: authorOf(id) };
  if (kind === 'related') return { json: relatedTo(id) };
  return { status: 404, json: { error: 'not here' } };
}

function textOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    const { text } = (parsed ?? {}) as { text?: unknown };
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}
