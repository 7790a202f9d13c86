/** Runs at most `limit` pieces of work at once; the others begin in the order in which they came. */
export function createLimiter(limit: number) {
  const waiting: (() => Promise<void>)[] = [];
  const { promise: idle, resolve } = Promise.withResolvers<void>();
  let running = 0;
  let closed = false;

  const fill = () => {
    while (running < limit && !closed) {
      const work = waiting.shift();
      if (!work) return;
      running += 1;
      void work().finally(() => {
        running -= 1;
        fill();
      });
    }
    if (closed && running === 0) resolve();
  };

  return {
    add(work: () => Promise<void>): void {
      waiting.push(work);
      fill();
    },
    /** Begins nothing more; resolves when what runs is over. */
    close(): Promise<void> {
      closed = true;
      fill();
      return idle;
    },
  };
}
