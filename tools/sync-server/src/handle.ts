import { describeError } from './describe-error.ts';
import { HttpError } from './http-error.ts';
import type { Reply, RequestMessage } from './messages.ts';
import { errorReply, toReply } from './reply.ts';
import type { Router } from './router.ts';
import { createRequest } from './sync-request.ts';

/**
 * Runs the handler of a request to its end; never rejects.
 *
 * Only the body of a returned `Response` is awaited, because the platform reads it no other way;
 * the worker counts as busy until then.
 */
export async function handle(router: Router, message: RequestMessage): Promise<Reply> {
  try {
    const route = router.find(message.method, message.path);
    if (route.kind === 'unknown') return errorReply(404, 'not found');
    if (route.kind === 'wrong method') return errorReply(405, 'method not allowed', route.allow);
    return await toReply(route.handler(createRequest(message, route.params)));
  } catch (error) {
    return failureReply(error, message);
  }
}

function failureReply(error: unknown, { method, path }: RequestMessage): Reply {
  if (error instanceof HttpError) return errorReply(error.status, error.message);
  const log = `${method} ${path}: ${describeError(error)}`;
  return { ...errorReply(500, 'internal error'), log };
}
