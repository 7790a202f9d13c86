import type { Call } from '../gate/gate.ts';
import { until, type Outcome } from '../quiet/until.ts';
import { countStatuses, settle } from './settle.ts';
import type { ExpectedCall, Volley } from '../traffic/volley.ts';
import { Inconclusive } from './errors.ts';
import type { HeldVolley } from './held-volley.ts';
import { markOf, timelineSince } from './timeline.ts';
import type { Timeline } from '../result/model.ts';

/** What a volley did at the gate: `fault` says in one line where it left the expectation. */
export interface Drive {
  readonly timeline: Timeline;
  readonly fault?: string;
}

/** How many rounds a failed volley is still driven on, so that its timeline can be seen. */
const illustratedRounds = 5;

/** Sends the volley and waits until `n` calls are in flight together: opens on full. */
export async function driveToFull(held: HeldVolley, n: number): Promise<Drive> {
  const { gate } = held;
  const mark = markOf(gate);
  using volley = held.send();
  const expected = new Set(expectedCalls(held, volley));
  // Only calls that belong to a request of the volley count, each once: others could be made up.
  const inFlight = () => new Set(gate.held.map(labelOf).filter((call) => expected.has(call))).size;
  const outcome = await until(volley.watch, { met: () => inFlight() >= n, broken: volley.done });
  const degree = inFlight();
  refuseCap(outcome, `${degree} of ${n} calls had arrived`);
  if (outcome === 'met') {
    const timeline = blockOf(timelineSince(gate, mark, `${n} in flight at once`), gate.inFlight);
    const fault = (await forgedCalls(held, volley)) ?? (await unanswered(held, volley));
    gate.open();
    return { timeline, ...(fault !== undefined && { fault }) };
  }
  // Partial points are for calls that are missing, not for pages that never come.
  held.record.degree = degree;
  const fault = `expected ${n} calls in flight together, got ${degree}${why(outcome, volley)}`;
  const missing = missingCalls(held, volley, mark.calls);
  if (outcome !== 'burning') await illustrate(held, volley);
  gate.open();
  return { timeline: timelineSince(gate, mark, `${n} in flight at once`), fault: fault + missing };
}

/**
 * Sends the volley and opens the gate round by round, each when exactly `n` calls are in flight and
 * no more can come. Stops at the first round that is not so.
 */
export async function driveInRounds(held: HeldVolley, n: number): Promise<Drive> {
  const { gate } = held;
  const mark = markOf(gate);
  using volley = held.send();
  let fault: string | undefined;
  while (fault === undefined && !volley.done()) {
    const outcome = await until(volley.watch, {
      met: () => gate.inFlight >= n,
      broken: () => gate.inFlight > n || volley.done(),
      exactly: true,
    });
    refuseCap(outcome, `${gate.inFlight} of ${n} calls were in flight`);
    if (outcome === 'met') gate.release();
    else if (!volley.done() || gate.inFlight > 0) {
      const few = gate.inFlight > n ? '' : why(outcome, volley);
      fault = `expected ${n === 1 ? '1 call' : `${n} calls`} in flight, got ${gate.inFlight}${few}`;
    }
  }
  if (fault !== undefined) await illustrate(held, volley);
  gate.open();
  return {
    timeline: timelineSince(gate, mark, `${n} in flight in each round`),
    ...(fault !== undefined && { fault }),
  };
}

/** Sends the volley and opens the gate whenever nothing moves any more: counts rounds, proves nothing. */
export async function driveByQuiet(held: HeldVolley): Promise<Drive> {
  const { gate } = held;
  const mark = markOf(gate);
  using volley = held.send();
  while (!volley.done()) {
    const met = () => gate.inFlight > 0;
    const outcome = await until(volley.watch, { met, broken: volley.done, exactly: true });
    if (outcome === 'met') gate.release();
    else if (outcome !== 'broken') throw new Inconclusive('the volley came to no end');
  }
  const fault = await unanswered(held, volley);
  const timeline = timelineSince(gate, mark, 'as many rounds as it takes');
  return { timeline, ...(fault !== undefined && { fault }) };
}

/** The timeline of a volley that waits at the gate: one round, in which all of it is in flight. */
function blockOf(timeline: Timeline, inFlight: number): Timeline {
  const calls = timeline.calls.map((call) => ({ ...call, to: call.from }));
  return { ...timeline, calls, inFlight: [inFlight], span: 1 };
}

/**
 * Calls can be made ahead of the requests that they seem to belong to. So the last request's own
 * calls are let go alone: its answer must come while all the others wait.
 */
async function forgedCalls({ gate }: HeldVolley, volley: Volley): Promise<string | undefined> {
  const last = volley.asks.at(-1);
  const labels = last?.calls?.map(labelOf) ?? [];
  if (last === undefined) return 'expected a request, got none';
  gate.release(({ label }) => labels.includes(label));
  const met = () => volley.replies.some(({ ask }) => ask === last);
  const outcome = await until(volley.watch, { met });
  refuseCap(outcome, 'the answer to a request whose calls had ended was missing');
  if (outcome === 'met') return undefined;
  return `expected the answer to ${last.path} once its own calls had ended, got none`;
}

/** Calls prove something only for requests that are served in the end. */
async function unanswered({ gate }: HeldVolley, volley: Volley): Promise<string | undefined> {
  gate.open();
  const replies = await settle(volley);
  if (replies.every(({ status }) => status >= 200 && status < 300)) return undefined;
  return `expected ${replies.length} × 2xx once the calls had ended, got ${countStatuses(replies)}`;
}

function refuseCap(outcome: Outcome, seen: string): void {
  if (outcome === 'cap') throw new Inconclusive(`${seen} when the machine's time was up`);
}

/** Drives a volley that has failed a few rounds on: for the reader, not for the verdict. */
async function illustrate({ gate }: HeldVolley, volley: Volley): Promise<void> {
  for (let round = 0; round < illustratedRounds && !volley.done(); round += 1) {
    const { rounds } = gate;
    if (gate.inFlight > 0) gate.release();
    else if (rounds.length > 0) return;
    const watch = { ...volley.watch, capMs: 2000 };
    const met = () => gate.inFlight > 0;
    const outcome = await until(watch, { met, broken: volley.done, exactly: true });
    if (outcome !== 'met') return;
  }
}

function why(outcome: Outcome, volley: Volley): string {
  if (outcome === 'burning') return ' while the server burnt CPU instead of calling';
  const { replies, asks } = volley;
  if (replies.length === 0) return '';
  const statuses = new Set(replies.map(({ status, error }) => error ?? status));
  return `: ${replies.length} of ${asks.length} requests were answered before (${[...statuses].join(', ')})`;
}

function expectedCalls({ holds }: HeldVolley, { asks }: Volley): readonly string[] {
  return asks.flatMap(({ calls = [] }) => calls.filter(holds)).map(labelOf);
}

function missingCalls(held: HeldVolley, volley: Volley, since: number): string {
  const { gate } = held;
  const expected = expectedCalls(held, volley);
  const labels = gate.calls.slice(since).map(({ label }) => label);
  const received = labels.filter((label) => expected.includes(label));
  const missing = expected.filter((label) => !labels.includes(label));
  if (missing.length === 0) return '';
  return ` (received ${list(received)}; missing ${list(missing)})`;
}

function labelOf(call: ExpectedCall | Call): string {
  return 'label' in call ? call.label : `${call.method} ${call.path}`;
}

function list(labels: readonly string[]): string {
  if (labels.length === 0) return 'none';
  const more = labels.length > 3 ? ` and ${labels.length - 3} more` : '';
  return labels.slice(0, 3).join(', ') + more;
}
