import type { Call } from '../gate/gate.ts';
import { answerAfter, holdAll, type Arrival } from '../gate/pace.ts';
import { answeredLine, arrivalLine, hangUpLine, roundLine } from './call-lines.ts';
import { onEnter } from './enter-key.ts';
import type { Dependency, Playground } from './playground.ts';
import type { Terminal } from './terminal.ts';
import { watchEnds } from './watch-ends.ts';

/** What is shown, and how the dependency answers. */
export interface Show {
  readonly options: { readonly delay: number; readonly hold: boolean };
  readonly playground: Playground;
  readonly terminal: Terminal;
}

/** Paces a dependency and prints what arrives at it, and how that ends, until the signal. */
export function showCalls(
  { options, playground, terminal }: Show,
  gate: Dependency,
  signal: AbortSignal,
): Disposable {
  const { print, pen } = terminal;
  const { noun, label: labelOf = ({ label }: Call) => label } = playground;
  const begun = performance.now();
  const secondsAt = (at: number) => (at - begun) / 1000;
  const arrived: Arrival<Call> = (call, inFlight) => {
    const arrival = { seconds: secondsAt(call.arrivedAt), label: labelOf(call), inFlight };
    print(arrivalLine(arrival, pen));
  };
  const ended = (call: Call) => {
    const { arrivedAt, hungUpAt, releasedAt } = call;
    const at = hungUpAt ?? releasedAt ?? arrivedAt;
    const end = { seconds: secondsAt(at), label: labelOf(call), waitedMs: at - arrivedAt };
    const how = playground.answered?.(call);
    if (hungUpAt !== undefined) print(pen.paint('yellow', hangUpLine({ ...end, noun }, pen)));
    else if (how !== undefined) print(answeredLine({ ...end, how }, pen));
  };
  const stack = new DisposableStack();
  stack.use(options.hold ? holdAll(gate, arrived) : answerAfter(gate, options.delay, arrived));
  if (options.hold) stack.use(onEnter(() => print(openOnce(gate, playground, terminal))));
  void watchEnds(gate, ended, signal);
  return stack;
}

function openOnce(gate: Dependency, { noun }: Playground, { pen }: Terminal): string {
  const { round } = gate;
  const released = gate.release().length;
  const text = released === 0 ? `no ${noun} waits` : roundLine(round, released, noun);
  return pen.paint('green', text);
}
