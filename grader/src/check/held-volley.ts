import type { Call, DrivenGate, Gate } from '../gate/gate.ts';
import type { ExpectedCall, Volley } from '../traffic/volley.ts';
import type { CheckRecord } from './definition.ts';

/** A volley that is sent when a matcher asks for it, while the gate holds its calls. */
export interface HeldVolley {
  readonly gate: DrivenGate;
  readonly send: () => Volley;
  /** Which calls the gate holds. */
  readonly holds: (call: ExpectedCall) => boolean;
  /** Where the matcher leaves the timeline and the degree of overlap. */
  readonly record: CheckRecord;
}

/** What most volleys hold. */
export const holdsAll = (): boolean => true;

/** Closes the gate for the calls that match, until a matcher has driven the volley through it. */
export function holdVolley<C extends Call & ExpectedCall>(
  gate: Gate<C>,
  send: () => Volley,
  record: CheckRecord,
  holds: (call: ExpectedCall) => boolean = holdsAll,
): HeldVolley {
  return {
    gate,
    record,
    holds,
    send: () => {
      gate.close(holds);
      return send();
    },
  };
}
