import type { Call } from '../gate/gate.ts';
import type { Dependency } from './playground.ts';

/** Reports each call when it was answered, or when its caller went away before, until the signal. */
export async function watchEnds(
  gate: Pick<Dependency, 'calls' | 'activity'>,
  report: (call: Call) => void,
  signal: AbortSignal,
): Promise<void> {
  let waiting: Call[] = [];
  let seen = 0;
  while (!signal.aborted) {
    const open = [...waiting, ...gate.calls.slice(seen)];
    seen = gate.calls.length;
    waiting = open.filter(({ hungUpAt, releasedAt }) => (hungUpAt ?? releasedAt) === undefined);
    const waits = new Set(waiting);
    for (const call of open) if (!waits.has(call)) report(call);
    await gate.activity.next(1000);
  }
}
