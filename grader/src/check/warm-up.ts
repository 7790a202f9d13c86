import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Activity } from '../gate/activity.ts';
import { until } from '../quiet/until.ts';
import { startServer, type ServerOptions } from '../server/server.ts';

const preload = pathToFileURL(join(import.meta.dirname, '../server/keep-compiled.ts')).href;
const warmed = new Map<string, Promise<void>>();

/**
 * Starts a half once before the first check that needs it, and has Node keep what it compiled: a
 * server that is killed leaves nothing in the cache, and compiling is much of what a start costs.
 */
export function warmUp(options: ServerOptions): Promise<void> {
  const { half, command } = options;
  if (command[0] !== 'node') return Promise.resolve();
  const known = warmed.get(half);
  if (known !== undefined) return known;
  // Whether it starts is for the checks to say.
  const begun = startAndEnd(options).catch(() => undefined);
  warmed.set(half, begun);
  return begun;
}

async function startAndEnd(options: ServerOptions): Promise<void> {
  await using server = await startServer({
    ...options,
    dataDir: `${options.dataDir}-before`,
    variables: { ...options.variables, NODE_OPTIONS: `--import=${preload}` },
    activity: new Activity(),
  });
  server.program.signal('SIGTERM');
  await until(server.watch, { met: () => server.program.exit() !== undefined });
}
