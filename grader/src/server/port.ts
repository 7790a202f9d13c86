import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/** A port that no other grading on this machine uses while the lock is held. */
export interface PortLock extends AsyncDisposable {
  readonly port: number;
}

// Below the range from which the system takes the ports of outgoing connections.
const [lowest, highest] = [10_000, 32_000];

/** Finds a port of 127.0.0.1 that is free and locks it; throws after 200 tries. */
export async function lockPort(): Promise<PortLock> {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(lowest, highest);
    const lock = await listen(lockAddress(port));
    if (lock === undefined) continue;
    const probe = await listen({ port, host: '127.0.0.1', exclusive: true });
    if (probe !== undefined) {
      await close(probe);
      return { port, [Symbol.asyncDispose]: () => close(lock) };
    }
    await close(lock);
  }
  throw new Error('no free port was found in 200 tries');
}

// The system gives an abstract socket back when its process ends, however it ends. Where there are
// none, a listener far from the port does the same.
function lockAddress(port: number): { path: string } | { port: number; host: string } {
  return process.platform === 'linux'
    ? { path: `\0overlap-port-${port}` }
    : { port: port + 32_000, host: '127.0.0.1' };
}

async function listen(address: object): Promise<Server | undefined> {
  const server = createServer();
  try {
    server.listen(address);
    await once(server, 'listening');
    return server.unref();
  } catch {
    return undefined;
  }
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}
