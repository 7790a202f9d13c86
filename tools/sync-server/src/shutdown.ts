import { drain } from './drain.ts';
import type { Front } from './front.ts';

/** Signals closer than this are one request to stop: a terminal and npm both pass Ctrl-C on. */
const SECOND_SIGNAL_MS = 1_000;

/** On SIGTERM or SIGINT answers what has been accepted and exits 0; on a second one exits 1. */
export function stopOnSignals(front: Front): void {
  let first: number | undefined;
  const onSignal = (): void => {
    if (first !== undefined && performance.now() - first > SECOND_SIGNAL_MS) process.exit(1);
    if (first !== undefined) return;
    first = performance.now();
    void drain(front).then(() => process.exit(0));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
