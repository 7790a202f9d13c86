/** What an observer can say of a server at this moment; what takes a closer look is seen only when asked for. */
export interface Silence {
  /** Long enough without any movement to believe that a round is over. */
  confirmed(): boolean;
  /** Long and still enough to say that what is missing will not come. */
  convicted(): boolean;
  /** CPU seconds in which the server computed since the last movement; to wake up, look and sleep is none. */
  readonly burntSeconds: number;
}

/** Watches a server for quiet; to be asked about every `sampleMs`. */
export interface Observer {
  look(): Silence;
}

/** How often an observer is asked, in milliseconds. */
export const sampleMs = 10;
/** Asked for so many milliseconds, every observer has seen all that it needs for its answer. */
export const windowMs = 3000;
/** A server that used more CPU seconds than this since the last movement computes instead of calling. */
export const burningSeconds = 5;
