import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';

/** A worker's end of the line on which it waits for a call that the main thread makes for it. */
export interface CallLine {
  readonly answers: MessagePort;
  /** Counts the answers; what waits for one wakes up when it changes. */
  readonly count: Int32Array;
}

/** A line, and the main thread's end of it. */
export interface OpenLine {
  readonly line: CallLine;
  answer(outcome: unknown): void;
}

/**
 * Opens a line for one worker, which has one call at a time.
 *
 * A blocked thread takes no events, but it can be woken through shared memory, and then take
 * what was put on its port before: Node's `Atomics.wait` and `receiveMessageOnPort`.
 */
export function openLine(): OpenLine {
  const { port1, port2 } = new MessageChannel();
  const count = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return {
    line: { answers: port2, count },
    answer(outcome) {
      port1.postMessage(outcome);
      Atomics.add(count, 0, 1);
      Atomics.notify(count, 0);
    },
  };
}

/** Asks for something and blocks this thread, without using the CPU, until it is answered. */
export function waitForAnswer({ answers, count }: CallLine, ask: () => void): unknown {
  const before = Atomics.load(count, 0);
  ask();
  Atomics.wait(count, 0, before);
  return receiveMessageOnPort(answers)?.message;
}
