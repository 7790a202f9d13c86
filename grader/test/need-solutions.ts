import type { TestContext } from 'vitest';
import { hasSolutions, sealedText } from '../src/kit/solutions.ts';

/** Skips a test, with its reason, where a public kit omits the solutions. */
export function needSolutions({ skip }: TestContext): void {
  skip(!hasSolutions(), `needs the solutions: ${sealedText}`);
}
