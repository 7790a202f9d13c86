import { HttpError } from '../shared/http-error.ts';

// TODO: one call to the author service at `config.authorsUrl`. Whoever calls this needs what the
// service answered; when it fails the reader must get a 502, and when it takes longer than
// `config.upstreamTimeoutMs` a 504. What it takes and gives is up to you.
export function ask(): never {
  throw new HttpError(501, 'not written yet');
}
