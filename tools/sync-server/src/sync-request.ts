import { readFileSync } from 'node:fs';
import { HttpError } from './http-error.ts';
import { lazyHeaders } from './lazy-headers.ts';
import type { RequestMessage } from './messages.ts';

/** A request as a handler sees it: received whole before the handler was called. */
export interface SyncRequest<Params = Record<string, string>> {
  readonly method: string;
  /** The path as it was sent: still percent-encoded, without the query. */
  readonly path: string;
  /** Percent-decoded. */
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  /** Where a body over 256 KiB is; the file is removed after the answer. */
  readonly bodyFile: string | undefined;
  /** The body as it was sent, from memory or from `bodyFile`. */
  bytes(): Uint8Array;
  /** The body as UTF-8, from memory or from `bodyFile`. */
  text(): string;
  /** The parsed body; throws an `HttpError` 400 when it is not JSON. */
  json(): unknown;
}

export function createRequest(
  message: RequestMessage,
  params: Record<string, string>,
): SyncRequest {
  const text = (): string => new TextDecoder().decode(readBody(message));
  const headers = lazyHeaders(message.headers);
  return {
    method: message.method,
    path: message.path,
    params,
    query: new URLSearchParams(message.search),
    get headers() {
      return headers();
    },
    bodyFile: message.bodyFile,
    bytes: () => readBody(message),
    text,
    json: () => parseJson(text()),
  };
}

function readBody({ body, bodyFile }: RequestMessage): Uint8Array {
  return bodyFile === undefined ? body : readFileSync(bodyFile);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, 'the body is not valid JSON');
  }
}
