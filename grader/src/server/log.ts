import type { Readable } from 'node:stream';

/** How much of a server's output is kept. */
export const logLimit = 1024 * 1024;

/** Each chunk costs memory of its own, so that many small ones are joined. */
const mostChunks = 1024;

/** The last of what a server printed, at most `logLimit` bytes. */
export class ServerLog {
  #kept: Buffer[] = [];
  #bytes = 0;
  /** Bytes that were printed in all, also those dropped. */
  printed = 0;

  /** Takes what comes from a stream, for as long as it comes. */
  follow(stream: Readable, echo?: (text: string) => void): void {
    stream.on('data', (chunk: Buffer) => {
      this.#keep(chunk);
      echo?.(chunk.toString('utf8'));
    });
    // A killed server breaks its pipes; what was read stays.
    stream.on('error', () => undefined);
  }

  /** What was kept, as UTF-8; to be escaped before it is printed. */
  get text(): string {
    return Buffer.concat(this.#kept).toString('utf8');
  }

  /** The last lines that say something: frames outside of the student's code would hide the cause above them. */
  lastLines(count: number): string[] {
    const lines = this.text
      .split(/\r?\n/)
      .filter(
        (line) => !/^\s*$|^\s+at .*(node:internal|node_modules|tools\/sync-server)/.test(line),
      );
    return lines.slice(-count);
  }

  #keep(chunk: Buffer): void {
    this.printed += chunk.length;
    this.#kept.push(chunk.subarray(-logLimit));
    this.#bytes += Math.min(chunk.length, logLimit);
    while (this.#bytes > logLimit) {
      const surplus = this.#bytes - logLimit;
      const first = this.#kept[0] ?? Buffer.alloc(0);
      if (first.length <= surplus) this.#kept.shift();
      else this.#kept[0] = first.subarray(surplus);
      this.#bytes -= Math.min(first.length, surplus);
    }
    if (this.#kept.length > mostChunks) this.#kept = [Buffer.concat(this.#kept)];
  }
}
