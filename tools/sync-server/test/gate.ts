import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until.ts';

/** A dependency that holds each call until the test lets it go. */
export interface Gate extends AsyncDisposable {
  readonly url: string;
  /** The paths of the calls held now, in the order of their arrival. */
  held(): string[];
  /** The most calls ever held at once. */
  peak(): number;
  waitForHeld(count: number): Promise<void>;
  /** Answers every held call with its path. */
  release(): void;
  /** From now on answers at once. */
  open(): void;
}

export async function createGate(): Promise<Gate> {
  const calls = new Map<ServerResponse, string>();
  let peak = 0;
  let opened = false;
  const release = (): void => {
    for (const [response, path] of calls) response.end(path);
    calls.clear();
  };
  const server = createServer((request, response) => {
    calls.set(response, request.url ?? '');
    response.once('close', () => calls.delete(response));
    peak = Math.max(peak, calls.size);
    if (opened) release();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    held: () => [...calls.values()],
    peak: () => peak,
    waitForHeld: (count) =>
      until(() => calls.size >= count, `${String(count)} calls held, got ${String(calls.size)}`),
    release,
    open: () => {
      opened = true;
      release();
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
