import type { HttpCall } from '../gate/http-gate.ts';
import { until, type Outcome } from '../quiet/until.ts';
import { sendVolley } from '../traffic/volley.ts';
import { pages, readerOf } from './readers.ts';
import type { Actor } from './stage.ts';

/** For each round, how many calls each reader had in flight. */
export type Rounds = readonly (readonly number[])[];

/** Lets all readers ask at once and opens the gate round by round, each when no more calls can come. */
export async function playRounds(
  { gate, server }: Actor,
  opened: (rounds: Rounds) => void,
): Promise<Rounds> {
  const rounds: number[][] = [];
  gate.close();
  using volley = sendVolley(server, pages());
  while (!volley.done()) {
    const outcome = await until(volley.watch, {
      met: () => gate.inFlight > 0,
      broken: volley.done,
      exactly: true,
    });
    if (outcome === 'broken') break;
    refuse(outcome);
    rounds.push(perReader(gate.release(), volley.asks.length));
    opened(rounds);
  }
  gate.open();
  const wrong = volley.replies.find(({ status }) => status !== 200);
  if (wrong !== undefined) throw new Error(`GET ${wrong.ask.path} answered ${wrong.status}`);
  return rounds;
}

/** Ends the demo where the server does not do what it should, or the machine does not let us see it. */
export function refuse(outcome: Outcome): void {
  if (outcome === 'met') return;
  throw new Error(`expected calls at the gate, got none (${outcome}): is the machine very busy?`);
}

function perReader(calls: readonly HttpCall[], count: number): number[] {
  const numbers = Array.from({ length: count }, () => 0);
  for (const call of calls) {
    const reader = readerOf(call);
    if (reader >= 0) numbers[reader] = (numbers[reader] ?? 0) + 1;
  }
  return numbers;
}
