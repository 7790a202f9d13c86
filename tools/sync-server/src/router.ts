import { compilePattern, splitPath, type PathMatcher } from './path-pattern.ts';
import type { SyncRequest } from './sync-request.ts';

/**
 * What a handler may return: a web `Response` as it is, a string as `text/html`, any other value
 * as JSON with status 200. Never a promise, never `undefined`.
 */
export type HandlerResult = string | number | boolean | null | (object & { then?: never });

export type Handler<Params = Record<string, string>> = (
  request: SyncRequest<Params>,
) => HandlerResult;

/** What the routes say of a request: a handler, an unknown path, or a path without that method. */
export type RouteMatch =
  | { readonly kind: 'found'; readonly handler: Handler; readonly params: Record<string, string> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wrong method'; readonly allow: readonly string[] };

export interface Router {
  add(method: string, pattern: string, handler: Handler): void;
  find(method: string, path: string): RouteMatch;
}

interface Route {
  readonly method: string;
  readonly match: PathMatcher;
  readonly handler: Handler;
}

/** An ordered list of routes: the first that matches path and method wins. */
export function createRouter(): Router {
  const routes: Route[] = [];
  return {
    add: (method, pattern, handler) => {
      routes.push({ method, match: compilePattern(pattern), handler });
    },
    find: (method, path) => findRoute(routes, method, path),
  };
}

function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const segments = splitPath(path);
  const candidates = routes.flatMap((route) => {
    const params = route.match(segments);
    return params ? [{ ...route, params }] : [];
  });
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = candidates.find((candidate) => candidate.method === wanted);
  if (found) return { kind: 'found', handler: found.handler, params: found.params };
  if (candidates.length === 0) return { kind: 'unknown' };
  return { kind: 'wrong method', allow: allowed(candidates) };
}

function allowed(candidates: readonly Route[]): string[] {
  const methods = new Set(candidates.map(({ method }) => method));
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}
