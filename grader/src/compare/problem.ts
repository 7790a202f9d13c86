import { StartFailure } from '../server/start-failure.ts';

/** The comparison cannot be made as the submission stands: each line says what to do. */
export class CompareProblem extends Error {
  override name = 'CompareProblem';
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** What keeps the work from being done: nothing, or the lines of a problem; throws any other error. */
export async function problemsOf(
  work: () => Promise<void>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CompareProblem) return error.lines;
    if (error instanceof StartFailure) return [`${error.message}.`, ...error.logLines.slice(-3)];
    throw error;
  }
}
