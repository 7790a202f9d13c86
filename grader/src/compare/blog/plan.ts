import { asyncHalf, syncWith, type Contestant } from '../contestant.ts';

/** What all contestants are given alike. */
export interface Load {
  readonly delayMs: number;
  readonly clients: number;
  readonly requests: number;
}

/** A load, and how long its rows take together on a machine that has nothing else to do. */
export interface PlannedLoad extends Load {
  readonly aboutMs: number;
}

export interface Plan {
  readonly loads: readonly PlannedLoad[];
  /** Past this many milliseconds nothing more is begun, and what runs is cut off. */
  readonly budgetMs: number;
}

export const contestants: readonly Contestant[] = [syncWith(1), syncWith(4), asyncHalf];

/**
 * The loads of the chapter's first exercise. A page of the sync half costs three waits, so fewer
 * requests are sent where each of them waits long.
 */
export const fullPlan: Plan = {
  loads: [
    { delayMs: 0, clients: 1, requests: 300, aboutMs: 5000 },
    { delayMs: 0, clients: 10, requests: 300, aboutMs: 5000 },
    { delayMs: 0, clients: 50, requests: 300, aboutMs: 5000 },
    { delayMs: 50, clients: 1, requests: 20, aboutMs: 9000 },
    { delayMs: 50, clients: 10, requests: 60, aboutMs: 14_000 },
    { delayMs: 50, clients: 50, requests: 100, aboutMs: 22_000 },
  ],
  budgetMs: 110_000,
};

/** What the page of a post costs. */
export const callsPerPage = 3;

/** A machine may be this much slower than planned before fewer requests are sent. */
const patience = 1.5;
const fewestRequests = 10;

/** The load at this place of the plan, with fewer requests when the time that is left asks for it. */
export function loadFor({ loads }: Plan, index: number, leftMs: number): Load | undefined {
  const planned = loads[index];
  if (planned === undefined) return undefined;
  const { aboutMs: _, ...load } = planned;
  const neededMs = loads.slice(index).reduce((sum, { aboutMs }) => sum + aboutMs, 0);
  const share = Math.max(0, Math.min(1, leftMs / (patience * neededMs)));
  const fewest = Math.min(load.requests, Math.max(load.clients, fewestRequests));
  return { ...load, requests: Math.max(fewest, Math.floor(share * load.requests)) };
}
