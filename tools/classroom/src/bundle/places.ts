import type { Place } from './bundle-to.ts';

/** By the name that an instructor types. */
export const places = {
  // https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
  classroom50: {
    // What a runner fetches is published, so there are no hidden checks in it.
    scope: 'bundle',
    programs: 'classroom50',
    executable: { 'autograder.py': false },
    mostBytes: 10 * 1024 * 1024,
    next: 'commit it as <classroom>/autograders/<assignment>, with the runtime {"node": "24"}',
  },
  // https://gradescope-autograders.readthedocs.io/en/latest/specs/
  gradescope: {
    scope: 'bundle with hidden checks',
    programs: 'gradescope',
    executable: { 'setup.sh': true, run_autograder: true },
    next: 'zip what is in it, and upload that with the base image Ubuntu 22.04',
  },
} as const satisfies Record<string, Place>;
