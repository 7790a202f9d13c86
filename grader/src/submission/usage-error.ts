/** The caller asked for something that cannot be done: one clear line, exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';

  constructor(message: string) {
    // It may repeat what a submission says, and is printed as it is.
    super(message.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' '));
  }
}
