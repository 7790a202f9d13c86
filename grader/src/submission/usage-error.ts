/** The caller asked for something that cannot be done: one clear line, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
