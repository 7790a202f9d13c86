import { fetchSync } from '@overlap/sync-server';

import { config } from '../../shared/config.ts';

/** One call to the author service. A body makes it a POST. */
export function ask(path: string, body?: unknown): unknown {
  const reply = fetchSync(config.authorsUrl + path, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  return reply.json();
}
