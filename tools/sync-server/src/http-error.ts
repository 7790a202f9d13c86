/**
 * Thrown by a handler to answer `{"error": message}` with a status of its choice.
 *
 * `status` is an integer from 400 to 599; anything else throws a `RangeError`.
 */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;

  constructor(status: number, message: string) {
    if (!Number.isInteger(status) || status < 400 || status > 599) {
      throw new RangeError(`expected an error status from 400 to 599, got ${String(status)}`);
    }
    super(message);
    this.status = status;
  }
}
