import type { PathParams } from './path-pattern.ts';
import { createRouter, type Handler } from './router.ts';
import { runWorkerLoop } from './worker-loop.ts';
import { ownStart } from './worker-start.ts';

export interface AppOptions {
  /** A request with a longer body is answered 413; 1 MiB unless given. */
  readonly maxBodyBytes?: number;
}

type AddRoute = <Pattern extends string>(
  pattern: Pattern,
  handler: Handler<PathParams<Pattern>>,
) => void;

/** A synchronous web application: routes, tried in the order in which they were added. */
export interface App {
  /** Answers HEAD too. */
  readonly get: AddRoute;
  readonly post: AddRoute;
  readonly put: AddRoute;
  readonly patch: AddRoute;
  readonly delete: AddRoute;
  /**
   * Serves on `PORT` and `HOST` with `WORKERS` worker threads, from the environment.
   *
   * Each worker loads the program's entry module again, so a variable of that module is one
   * worker's own. Call it once, last, while the module loads.
   */
  listen(): void;
}

/** Creates an application. A pattern is made of literal segments and `:name` segments. */
export function createApp({ maxBodyBytes = 1024 * 1024 }: AppOptions = {}): App {
  const router = createRouter();
  const adder =
    (method: string): AddRoute =>
    (pattern, handler) =>
      router.add(method, pattern, handler as unknown as Handler);
  return {
    get: adder('GET'),
    post: adder('POST'),
    put: adder('PUT'),
    patch: adder('PATCH'),
    delete: adder('DELETE'),
    listen() {
      if (ownStart()) runWorkerLoop(router);
      // Of what the main thread needs, such as HTTP, no worker loads anything.
      else void import('./serve.ts').then(({ serve }) => serve(maxBodyBytes));
    },
  };
}
