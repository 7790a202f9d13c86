/** An error's stack, which begins with its name and message, or whatever else was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
