import type { DrivenGate } from '../gate/gate.ts';
import type { Timeline } from '../result/model.ts';

const mostCalls = 60;

/** Where a gate stood before a volley, so that the volley's own rounds can be told apart. */
export interface Mark {
  readonly calls: number;
  readonly rounds: number;
}

export function markOf(gate: DrivenGate): Mark {
  return { calls: gate.calls.length, rounds: gate.rounds.length };
}

/** What the gate saw since the mark, on the logical clock; calls that were never held are left out. */
export function timelineSince(gate: DrivenGate, mark: Mark, expected: string): Timeline {
  const held = gate.calls
    .slice(mark.calls)
    .filter((call) => call.round !== undefined || call.releasedAt === undefined);
  const inFlight = gate.rounds.slice(mark.rounds);
  return {
    expected,
    inFlight,
    mostInFlight: Math.max(0, ...inFlight, gate.inFlight),
    work: held.length,
    span: inFlight.length,
    calls: held.slice(0, mostCalls).map((call) => ({
      label: call.label,
      from: call.arrivedInRound - mark.rounds,
      ...(call.round !== undefined && { to: call.round - mark.rounds }),
    })),
  };
}
