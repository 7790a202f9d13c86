import { request } from 'undici';
import type { Request, Route } from './playground.ts';

const deadlineMs = 3000;
const notWritten = 501;

/** The routes that answer 501: those that are still a TODO. Asks each one once; a route that does not answer is left out. */
export async function openRoutes(
  url: string,
  routes: readonly Route[],
  signal: AbortSignal,
): Promise<string[]> {
  const open = await Promise.all(
    routes.map(async ({ route, ...request }) => {
      const status = await statusOf(url, request, signal).catch(() => undefined);
      return status === notWritten ? [route] : [];
    }),
  );
  return open.flat();
}

async function statusOf(url: string, { path, json, text }: Request, signal: AbortSignal) {
  const body = json === undefined ? text : JSON.stringify(json);
  const { statusCode, body: reply } = await request(url + path, {
    reset: true,
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': json === undefined ? 'text/plain' : 'application/json' },
      body,
    }),
  });
  await reply.dump();
  return statusCode;
}
