import type { HttpCall, HttpGate } from '../gate/http-gate.ts';

/** Reports each call whose caller goes away before the answer, until the signal. */
export async function watchHangUps(
  gate: HttpGate,
  report: (call: HttpCall, waitedMs: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let waiting: HttpCall[] = [];
  let seen = 0;
  while (!signal.aborted) {
    const open = [...waiting, ...gate.calls.slice(seen)];
    seen = gate.calls.length;
    for (const call of open) {
      if (call.hungUpAt !== undefined) report(call, call.hungUpAt - call.arrivedAt);
    }
    waiting = open.filter((call) => call.hungUpAt === undefined && call.releasedAt === undefined);
    await gate.activity.next(1000);
  }
}
