/**
 * What `fetchSync` throws when a call got no whole answer, or an answer that is not what it says.
 *
 * `code` is Node's own where there is one (`ECONNREFUSED`, `ECONNRESET`, `ENOTFOUND`, `EPIPE`, and
 * `HPE_…` for an answer that is not HTTP), `ECONNRESET` also for a body that was cut short, and
 * `ERR_INVALID_JSON` from `json()`.
 */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
