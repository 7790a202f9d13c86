import type { DrivenGate } from '../gate/gate.ts';
import { until, type Goal, type Outcome, type Watch } from '../quiet/until.ts';
import { CheckFailure, Inconclusive } from './errors.ts';

/** Waits for a goal and throws what it means when it is not met; `expected` completes "expected ...". */
export async function expectSoon(
  watch: Watch,
  goal: Goal,
  expected: string | (() => string),
): Promise<void> {
  const outcome = await until(watch, goal);
  if (outcome === 'met') return;
  throw failureOf(outcome, `expected ${typeof expected === 'string' ? expected : expected()}`);
}

/** Waits until this many calls are held together, or until no more come; says how many came. */
export async function gather(watch: Watch, gate: DrivenGate, wanted: number): Promise<number> {
  const outcome = await until(watch, { met: () => gate.inFlight >= wanted });
  if (outcome === 'cap') {
    throw new Inconclusive(`${gate.inFlight} of ${wanted} calls had arrived when time was up`);
  }
  return gate.inFlight;
}

/** Waits until nothing moves any more, and fails at once when `broken` says that something came. */
export async function expectStill(watch: Watch, broken: () => string | undefined): Promise<void> {
  const goal = { met: () => true, broken: () => broken() !== undefined, exactly: true };
  const outcome = await until(watch, goal);
  if (outcome !== 'met') throw failureOf(outcome, broken() ?? 'expected nothing to move');
}

/** Fails when `broken` says that something came, before nothing moves any more; computing is all right. */
export async function expectNever(watch: Watch, broken: () => string | undefined): Promise<void> {
  const goal = { met: () => true, broken: () => broken() !== undefined, exactly: true };
  const outcome = await until(watch, goal);
  if (outcome === 'broken' || outcome === 'cap')
    throw failureOf(outcome, broken() ?? 'nothing came');
}

function failureOf(outcome: Outcome, text: string): Error {
  if (outcome === 'cap') return new Inconclusive(`${text}, but the machine's time was up before`);
  if (outcome === 'burning') return new CheckFailure(`${text}, but the program only burns CPU`);
  if (outcome === 'quiet') return new CheckFailure(`${text}, but nothing more happened`);
  return new CheckFailure(text);
}
