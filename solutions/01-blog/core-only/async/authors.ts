import { config } from '../../shared/config.ts';

/** One call to the author service. A body makes it a POST. */
export async function ask<T>(path: string, body?: unknown): Promise<T> {
  const reply = await fetch(config.authorsUrl + path, {
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  return (await reply.json()) as T;
}
