import type { Dependency, Playground } from '../serve/playground.ts';
import type { Pair } from '../serve/start-pair.ts';
import type { Contestant } from './contestant.ts';
import type { Deadline, Fault } from './fault.ts';

/** What is measured, and how often. */
export interface Plan<L> {
  readonly loads: readonly L[];
  /** How often each contestant is measured under each load, turn about. */
  readonly turns: number;
  /** Past this many milliseconds no further turn is begun. */
  readonly budgetMs: number;
}

/** A contestant, and what he is put under. */
export interface Entrant<L> {
  readonly contestant: Contestant;
  readonly load: L;
}

/** How the contestants of one exercise are put under its loads. */
export interface Trial<L, G extends Dependency, R extends object> {
  readonly playground: Playground<G>;
  /** Who is measured under a load; all others are compared with the first. */
  contestantsFor(load: L): readonly Contestant[];
  /** Puts a contestant under a load once. */
  run(pair: Pair<G>, entrant: Entrant<L>, deadline: Deadline): Promise<R | Fault>;
  /** A light load of the same kind: after it no figure tells how code is loaded and threads start. */
  warmUp(load: L): L;
  /** A load in words. */
  words(load: L): string;
  /** What is tried before anything is measured. */
  readonly tries: readonly { readonly contestant: Contestant; readonly loads: readonly L[] }[];
}
