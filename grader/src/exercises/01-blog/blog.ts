import { HttpGate, type HttpCall } from '../../gate/http-gate.ts';
import type { Answer } from '../../gate/gate.ts';
import { checkWith } from '../../check/check.ts';
import type { CheckRecord } from '../../check/definition.ts';
import { holdVolley, type HeldVolley } from '../../check/held-volley.ts';
import { kit, type Kit } from '../../check/kit.ts';
import type { Volley } from '../../traffic/volley.ts';

/** The slow author service that the grader runs for the blog. */
export interface Authors {
  readonly gate: HttpGate;
  /** A volley that the gate holds while a matcher drives it; by default every call is held. */
  hold(send: () => Volley, holds?: (call: HttpCall) => boolean): HeldVolley;
}

/** A time-out that does not fire while the gate holds. */
const patientMs = 120_000;

const blogTest = kit.extend<Pick<Kit, 'variables'> & { authors: Authors }>({
  authors: async ({ activity, record }, use) => {
    await using gate = await HttpGate.start(activity, answer);
    await use(authorsOf(gate, record));
  },
  variables: async ({ authors }, use) =>
    use({ AUTHORS_URL: authors.gate.url, UPSTREAM_TIMEOUT_MS: String(patientMs) }),
});

/** `check()` with the fixtures of the blog. */
export const check = checkWith(blogTest);

/** What the service tells of this author. */
export function authorOf(id: string) {
  return { id, name: `Name of ${id}`, bio: `Bio of ${id}` };
}

/** How many follow this author: a number that only this author has. */
export function followersOf(id: string): number {
  return [...id].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
}

/** The posts that the service calls related to this one. */
export function relatedTo(slug: string): string[] {
  return [`before-${slug}`, `after-${slug}`];
}

/** Whether a call asks for an author, not for his followers. */
export function isAuthorLookup({ path }: HttpCall): boolean {
  return /^\/authors\/[^/]+$/.test(path);
}

function authorsOf(gate: HttpGate, record: CheckRecord): Authors {
  return { gate, hold: (send, holds) => holdVolley(gate, send, record, holds) };
}

function answer({ method, path, body }: HttpCall): Answer {
  const [, kind, id = '', more] = path.split('/');
  if (method === 'POST' && path === '/spam-checks') return { json: { spam: /spam/i.test(textOf(body)) } };
  if (method !== 'GET') return { status: 405, json: { error: 'not here' } };
  if (kind === 'authors' && more === 'stats') return { json: { followers: followersOf(id) } };
  if (kind === 'authors' && more === undefined) return { json: authorOf(id) };
  if (kind === 'related') return { json: relatedTo(id) };
  return { status: 404, json: { error: 'not here' } };
}

function textOf(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    return String((parsed as { text?: unknown } | null)?.text ?? '');
  } catch {
    return '';
  }
}
