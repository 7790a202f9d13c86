import type { Reply } from './messages.ts';

/** `{"error": message}` with a status. */
export function errorReply(status: number, message: string, allow?: readonly string[]): Reply {
  const reply = jsonReply({ error: message }, status);
  return allow ? { ...reply, headers: [...reply.headers, ['allow', allow.join(', ')]] } : reply;
}

/**
 * Turns what a handler returned into a reply.
 *
 * A `Response` keeps its status, headers and body (read to its end), a string becomes `text/html`,
 * anything else JSON. Rejects when there is nothing to send, or a promise of it.
 */
export async function toReply(value: unknown): Promise<Reply> {
  if (typeof value === 'string') return textReply(value, 'text/html; charset=utf-8', 200);
  if (!isPlain(value) && value instanceof Response) return responseReply(value);
  if (isThenable(value)) {
    // Whatever becomes of it, it must not bring the worker down.
    value.then(undefined, () => undefined);
    throw new TypeError(
      'the handler returned a Promise, but handlers here are synchronous: no async, no await, return the value itself',
    );
  }
  return jsonReply(value, 200);
}

// Node loads `Response` when it is first named (30 ms of CPU time), and most answers do without.
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

async function responseReply(response: Response): Promise<Reply> {
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: [...response.headers], body };
}

function jsonReply(value: unknown, status: number): Reply {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) {
    throw new TypeError(
      `expected the handler to return a Response, a string or a JSON value, got ${typeof value}`,
    );
  }
  return textReply(text, 'application/json', status);
}

function textReply(text: string, type: string, status: number): Reply {
  return { status, headers: [['content-type', type]], body: new TextEncoder().encode(text) };
}
