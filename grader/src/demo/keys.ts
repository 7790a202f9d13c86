/** The keyboard of a person who watches; disposing it gives the terminal back as it was. */
export interface Keys extends Disposable {
  /** Waits this long, or until Enter or space; throws the signal's reason. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const interrupt = 0x03;
const skipping: ReadonlySet<number> = new Set([0x0a, 0x0d, 0x20]);

/** Reads single keys, without showing them. */
export function readKeys(input: NodeJS.ReadStream = process.stdin): Keys {
  let skip: () => void = () => undefined;
  const take = (chunk: Buffer) => {
    // In this mode the terminal leaves Ctrl-C to us.
    if (chunk.includes(interrupt)) process.kill(process.pid, 'SIGINT');
    if (chunk.some((byte) => skipping.has(byte))) skip();
  };
  if (input.isTTY) {
    input.setRawMode(true);
    input.on('data', take);
    input.resume();
  }
  return {
    async pause(ms, signal) {
      signal.throwIfAborted();
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const abort = () => reject(signal.reason);
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', abort, { once: true });
      skip = resolve;
      try {
        await promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        skip = () => undefined;
      }
    },
    [Symbol.dispose]() {
      if (!input.isTTY) return;
      input.off('data', take);
      input.setRawMode(false);
      input.pause();
    },
  };
}
