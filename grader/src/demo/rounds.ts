import type { Call, Gate } from '../gate/gate.ts';
import { until, type Outcome } from '../quiet/until.ts';
import type { Server } from '../server/server.ts';
import { sendVolley, type Ask } from '../traffic/volley.ts';

/** A reference server that runs, and the gate that holds its calls. */
export interface Actor<C extends Call> {
  readonly name: string;
  readonly gate: Gate<C>;
  readonly server: Server;
}

/** What the people ask for, and what it costs. */
export interface Crowd<C extends Call> {
  asks(): Ask[];
  /** What each of them should be answered. */
  readonly status: number;
  /** How many calls are made for all of them. */
  readonly work: number;
  /** For whom a call is made; -1 for nobody. */
  personOf(call: C): number;
}

/** For each round, how many calls each person had in flight. */
export type Rounds = readonly (readonly number[])[];

/** A volley that was played, under the name of its server. */
export interface Played {
  readonly name: string;
  readonly rounds: Rounds;
  /** How many people had their answer before the first call was let go. */
  readonly early: number;
}

/** Lets all people ask at once and opens the gate round by round, each when no more calls can come. */
export async function playRounds<C extends Call>(
  { name, gate, server }: Actor<C>,
  { asks, status: expected, work, personOf }: Crowd<C>,
  opened: (rounds: Rounds) => void,
): Promise<Played> {
  const rounds: number[][] = [];
  let [made, early] = [0, 0];
  gate.close();
  using volley = sendVolley(server, asks());
  const over = () => volley.done() && made >= work;
  while (!over()) {
    const outcome = await until(volley.watch, {
      met: () => gate.inFlight > 0,
      broken: over,
      exactly: true,
    });
    if (outcome === 'broken') break;
    refuse(outcome);
    if (made === 0) early = volley.replies.length;
    const calls = gate.release();
    made += calls.length;
    rounds.push(perPerson(calls.map(personOf), volley.asks.length));
    opened(rounds);
  }
  gate.open();
  const wrong = volley.replies.find(({ status }) => status !== expected);
  if (wrong === undefined) return { name, rounds, early };
  throw new Error(`${wrong.ask.method ?? 'GET'} ${wrong.ask.path} answered ${wrong.status}`);
}

/** Ends the demo where the server does not do what it should, or the machine does not let us see it. */
export function refuse(outcome: Outcome): void {
  if (outcome === 'met') return;
  throw new Error(`expected calls at the gate, got none (${outcome}): is the machine very busy?`);
}

function perPerson(persons: readonly number[], count: number): number[] {
  return Array.from(
    { length: count },
    (_, one) => persons.filter((person) => person === one).length,
  );
}
