import { request } from 'undici';
import type { Route } from './playground.ts';

const deadlineMs = 3000;
const notWritten = 501;

/** The routes that answer 501: those that are still a TODO. Asks each one once; a route that does not answer is left out. */
export async function openRoutes(
  url: string,
  routes: readonly Route[],
  signal: AbortSignal,
): Promise<string[]> {
  const open = await Promise.all(
    routes.map(async ({ route, path, json }) => {
      const status = await statusOf(url + path, json, signal).catch(() => undefined);
      return status === notWritten ? [route] : [];
    }),
  );
  return open.flat();
}

async function statusOf(url: string, json: Route['json'], signal: AbortSignal): Promise<number> {
  const { statusCode, body } = await request(url, {
    reset: true,
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    ...(json !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
    }),
  });
  await body.dump();
  return statusCode;
}
