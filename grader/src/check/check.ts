import type { TestAPI } from 'vitest';
import type { CheckDefinition } from './definition.ts';
import { undecidedMessage } from './errors.ts';
import { wallCapMs } from './kit.ts';

/** Declares a check: its title completes "the server ..."; its definition is data; its body proves it. */
export type Check<Fixtures> = (
  title: string,
  definition: CheckDefinition,
  body: (fixtures: Fixtures) => Promise<void> | void,
) => void;

/** Makes `check()` from Vitest's `test` with the fixtures of an exercise. */
export function checkWith<Fixtures extends object>(test: TestAPI<Fixtures>): Check<Fixtures> {
  return (title, definition, body) => {
    const options = {
      meta: { check: { definition } },
      // The wall cap ends a check; this is only for a body that ignores it, and for what it needs.
      timeout: 6 * wallCapMs,
      concurrent: definition.alone !== true,
      // Vitest drops a condition that is a function.
      retry: { count: 1, condition: undecidedMessage },
    };
    test(title, options, body);
  };
}
