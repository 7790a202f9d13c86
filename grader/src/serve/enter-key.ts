import type { ReadStream } from 'node:tty';

type Input = Pick<ReadStream, 'on' | 'off' | 'resume' | 'pause' | 'unref'>;

/** Calls back for every line that is entered; disposing it lets go of the input. */
export function onEnter(entered: () => void, input: Input = process.stdin): Disposable {
  const take = (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 0x0a) entered();
  };
  const ignore = () => undefined;
  input.on('data', take);
  input.on('error', ignore);
  input.resume();
  return {
    [Symbol.dispose]() {
      input.off('data', take);
      input.off('error', ignore);
      input.pause();
      // A pipe that stays open must not keep the process.
      input.unref();
    },
  };
}
