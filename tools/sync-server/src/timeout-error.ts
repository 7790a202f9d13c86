/** What `fetchSync` and `sendMailSync` throw when they were not done within `timeoutMs`. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';
}

/** Checks a time-out in milliseconds; throws a `TypeError` for what no timer can wait. */
export function toTimeout(ms: number | undefined): number | undefined {
  if (ms === undefined || (ms >= 0 && ms < 2 ** 31)) return ms;
  throw new TypeError(`expected timeoutMs from 0 to 2147483647, got ${String(ms)}`);
}
