import type { Result } from '../result/model.ts';
import type { Pen } from './pen.ts';
import { wrap } from './wrap.ts';

/** Why no *failed* is final here, and where it would be. */
export const provisionalText =
  'Provisional: the grader cannot see here what a server is doing, so no "failed" is final. ' +
  'Four ways to final verdicts, which need Linux and its /proc: push and read CI; or work in the dev container, in Codespaces, or in WSL 2 (clone inside Linux).';

/** The same for the end of the card. */
export function provisionalLines({ mode }: Pick<Result, 'mode'>, pen: Pen): string[] {
  return mode === 'provisional' ? ['', ...wrap(provisionalText, pen.width)] : [];
}
