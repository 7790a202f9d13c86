import type { Call } from './gate.ts';

/** What pacing takes of a gate, whatever protocol its calls speak. */
export interface PacedGate<C extends Call> {
  readonly inFlight: number;
  close(holds: (call: C) => boolean): void;
  open(): void;
  release(selection?: 'all' | ((call: C) => boolean)): readonly C[];
}

/** Called for each call when it arrives, with the number of calls that are now in flight. */
export type Arrival<C extends Call> = (call: C, inFlight: number) => void;

/** Milliseconds that every call takes, or what each of them takes. */
export type Delay<C extends Call> = number | ((call: C) => number);

/**
 * Answers every call from now on this many milliseconds after it arrived.
 * Disposing it drops the timers and answers what still waits.
 */
export function answerAfter<C extends Call>(
  gate: PacedGate<C>,
  delay: Delay<C>,
  arrived?: Arrival<C>,
): Disposable {
  const timers = new Set<NodeJS.Timeout>();
  // The gate asks this once for each call, at the moment of its arrival.
  gate.close((call) => {
    arrived?.(call, gate.inFlight);
    const delayMs = typeof delay === 'number' ? delay : delay(call);
    if (delayMs === 0) return false;
    const timer = setTimeout(() => {
      timers.delete(timer);
      gate.release((one) => one === call);
    }, delayMs);
    timers.add(timer);
    return true;
  });
  return {
    [Symbol.dispose]() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      gate.open();
    },
  };
}

/** Lets every call from now on wait until somebody releases it; disposing it answers what still waits. */
export function holdAll<C extends Call>(gate: PacedGate<C>, arrived?: Arrival<C>): Disposable {
  gate.close((call) => {
    arrived?.(call, gate.inFlight);
    return true;
  });
  return { [Symbol.dispose]: () => gate.open() };
}
