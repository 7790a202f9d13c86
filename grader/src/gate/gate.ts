import { performance } from 'node:perf_hooks';
import type { Activity } from './activity.ts';

/** One call that a server made to a dependency; times are milliseconds of `performance.now()`. */
export interface Call {
  readonly id: number;
  /** What a person reads in a timeline, such as `GET /authors/ada`. */
  readonly label: string;
  readonly arrivedAt: number;
  /** The round that was waiting when the call arrived, from 1. */
  readonly arrivedInRound: number;
  /** When the gate let the call go. */
  releasedAt?: number;
  /** The opening of the gate that let the call go, from 1. */
  round?: number;
  /** When the caller gave up before it had its answer. */
  hungUpAt?: number;
}

/** How a call is answered: a reply, a connection reset, or never (the connection stays open). */
export type Answer = { status?: number; json?: unknown; text?: string } | 'reset' | 'never';

/** Which of the held calls a round lets go: all, the first n, those that match, or these in this order. */
export type Selection<C extends Call> = 'all' | number | ((call: C) => boolean) | readonly C[];

/** Sends an answer to a waiting caller. */
export type Respond = (answer: Answer) => void;

/**
 * Holds, counts and releases the calls to one dependency, whatever protocol they speak.
 * Each opening is one round; rounds are the logical clock that verdicts are told by.
 */
export class Gate<C extends Call> {
  /** Every call so far, in the order of arrival. */
  readonly calls: C[] = [];
  /** How many calls each round let go. */
  readonly rounds: number[] = [];
  readonly activity: Activity;
  /** The most calls that were in flight at any moment. */
  mostInFlight = 0;
  readonly #held = new Map<C, Respond>();
  /** How a call is answered when a release does not say otherwise. */
  answer: (call: C) => Answer;
  #holds: (call: C) => boolean = () => false;

  constructor(activity: Activity, answer: (call: C) => Answer) {
    this.activity = activity;
    this.answer = answer;
  }

  /** The calls that wait at the gate, in the order of arrival. */
  get held(): readonly C[] {
    return [...this.#held.keys()];
  }

  /** How many calls wait at the gate. */
  get inFlight(): number {
    return this.#held.size;
  }

  /** The round that waits to be opened, from 1. */
  get round(): number {
    return this.rounds.length + 1;
  }

  /** From now on holds the calls that match; the others are answered at once. */
  close(holds: (call: C) => boolean = () => true): void {
    this.#holds = holds;
  }

  /** Answers what is held, and every later call at once. */
  open(): void {
    this.#holds = () => false;
    if (this.#held.size > 0) this.release();
  }

  /** Opens the gate once, in the order given, and returns the calls that it let go. */
  release(selection: Selection<C> = 'all', answer?: Answer): readonly C[] {
    const going = this.#select(selection);
    const round = this.round;
    for (const call of going) {
      call.round = round;
      this.#answer(call, answer ?? this.answer(call));
    }
    if (going.length > 0) this.rounds.push(going.length);
    return going;
  }

  /** For the protocol: a call arrived. */
  arrive(call: C, respond: Respond): void {
    this.calls.push(call);
    this.#held.set(call, respond);
    this.mostInFlight = Math.max(this.mostInFlight, this.#held.size);
    this.activity.arrived();
    if (!this.#holds(call)) this.#answer(call, this.answer(call));
  }

  /** For the protocol: the caller went away before it had said all of its call. */
  breakOff(call: C): void {
    this.calls.push(call);
    this.hangUp(call);
  }

  /** For the protocol: the caller of this call went away. */
  hangUp(call: C): void {
    this.#held.delete(call);
    if (call.releasedAt === undefined) call.hungUpAt = performance.now();
    this.activity.touch();
  }

  #answer(call: C, answer: Answer): void {
    const respond = this.#held.get(call);
    this.#held.delete(call);
    if (answer === 'never') return;
    call.releasedAt = performance.now();
    respond?.(answer);
  }

  #select(selection: Selection<C>): readonly C[] {
    if (selection === 'all') return this.held;
    if (typeof selection === 'number') return this.held.slice(0, selection);
    if (typeof selection === 'function') return this.held.filter(selection);
    return [...new Set(selection)].filter((call) => this.#held.has(call));
  }
}

/** What driving a volley takes of a gate, whatever protocol its calls speak. */
export interface DrivenGate {
  readonly calls: readonly Call[];
  readonly rounds: readonly number[];
  readonly inFlight: number;
  readonly held: readonly Call[];
  release(selection?: 'all' | ((call: Call) => boolean)): unknown;
  open(): void;
}
