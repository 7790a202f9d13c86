/** One of the servers that are compared. */
export interface Contestant {
  readonly name: string;
  readonly half: 'sync' | 'async';
  readonly workers?: number;
}

/** What all contestants are given alike. */
export interface Load {
  readonly delayMs: number;
  readonly clients: number;
  readonly requests: number;
}

export interface Plan {
  readonly loads: readonly Load[];
  /** Past this many milliseconds nothing more is begun, and what runs is cut off. */
  readonly budgetMs: number;
}

export const contestants: readonly Contestant[] = [
  { name: 'sync, 1 worker', half: 'sync', workers: 1 },
  { name: 'sync, 4 workers', half: 'sync', workers: 4 },
  { name: 'async', half: 'async' },
];

/**
 * The loads of the chapter's first exercise. A page of the sync half costs three waits, so fewer
 * requests are sent where each of them waits long.
 */
export const fullPlan: Plan = {
  loads: [
    { delayMs: 0, clients: 1, requests: 300 },
    { delayMs: 0, clients: 10, requests: 300 },
    { delayMs: 0, clients: 50, requests: 300 },
    { delayMs: 50, clients: 1, requests: 20 },
    { delayMs: 50, clients: 10, requests: 60 },
    { delayMs: 50, clients: 50, requests: 100 },
  ],
  budgetMs: 110_000,
};

/** What the page of a post costs. */
export const callsPerPage = 3;
