import type { AddressInfo } from 'node:net';
import { createFront, type Front } from './front.ts';
import { readSettings, type Settings } from './settings.ts';
import { stopOnSignals } from './shutdown.ts';
import { startPool } from './worker-pool.ts';

/** Starts the workers, then listens; ends the process with code 1 and a reason when it cannot. */
export function serve(maxBodyBytes: number): void {
  try {
    start(readSettings(process.env), maxBodyBytes);
  } catch (error) {
    fail((error as Error).message);
  }
}

function start(settings: Settings, maxBodyBytes: number): void {
  const entry = process.argv[1];
  if (entry === undefined) throw new Error('expected a module to run: node server.ts');
  const pool = startPool({
    size: settings.workers,
    entry,
    ready: () => listen(front, settings),
    failed: (reason) => fail(`a worker could not start: ${reason}`),
    log: (line) => console.error(line),
  });
  const front = createFront(pool, maxBodyBytes);
}

function listen(front: Front, { port, host }: Settings): void {
  front.listener.on('error', (error) => fail(`cannot listen: ${error.message}`));
  front.listener.listen({ port, host }, () => {
    stopOnSignals(front);
    console.log(`listening on ${address(front)}`);
  });
}

function address({ listener }: Front): string {
  const { address: host, family, port } = listener.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${String(port)}`;
}

function fail(reason: string): never {
  console.error(reason);
  process.exit(1);
}
