import type { HttpCall } from '../gate/http-gate.ts';
import type { Ask } from '../traffic/volley.ts';

/** Twelve readers; each reads the post of an author whom nobody else reads. */
export const readers = [
  'Ada',
  'Ben',
  'Cleo',
  'Dan',
  'Eva',
  'Finn',
  'Gro',
  'Hans',
  'Ida',
  'Jon',
  'Kim',
  'Lea',
] as const;

/** The calls that one page costs. */
export const callsPerPage = 3;

/** The request for the post of one author. */
export function postOf(name: string) {
  return { title: `Post of ${name}`, authorId: name.toLowerCase() };
}

/** The request for each page. */
export function pages(): Ask[] {
  return readers.map((name) => ({ path: `/posts/post-of-${name.toLowerCase()}` }));
}

/** Whose page a call is made for; -1 for nobody's. */
export function readerOf({ path }: HttpCall): number {
  const [, , id = ''] = path.split('/');
  return readers.findIndex((name) => id.replace('post-of-', '') === name.toLowerCase());
}
