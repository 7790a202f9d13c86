import type { HttpCall } from '../../gate/http-gate.ts';
import { people } from '../people.ts';
import type { Crowd } from '../rounds.ts';

/** The calls that one page costs. */
export const callsPerPage = 3;

/** Twelve readers; each reads the post of an author whom nobody else reads. */
export const readers: Crowd<HttpCall> = {
  asks: () => people.map((name) => ({ path: `/posts/post-of-${name.toLowerCase()}` })),
  status: 200,
  work: people.length * callsPerPage,
  personOf: ({ path }) => {
    const [, , id = ''] = path.split('/');
    return people.findIndex((name) => id.replace('post-of-', '') === name.toLowerCase());
  },
};

/** The request for the post of one author. */
export function postOf(name: string) {
  return { title: `Post of ${name}`, authorId: name.toLowerCase() };
}
