import type { ExpectedCall } from '../src/traffic/volley.ts';

/** How long each slow call takes while the stopwatch runs, in milliseconds. */
export const callMs = 50;

/** A volley of a check, and what a stopwatch wants of it. */
export interface TimedVolley {
  readonly part: 'sync' | 'async';
  /** The check that sends the same volley. */
  readonly check: string;
  readonly readers: number;
  readonly variables?: Readonly<Record<string, string>>;
  readonly isSlow: (call: ExpectedCall) => boolean;
  /** How many calls of the volley are slow. */
  readonly slowCalls: number;
  readonly wanted: 'overlaps' | 'serial';
}

/** What the clock said of a volley. */
export interface Timed {
  readonly check: string;
  readonly ms: number;
  /** Whether each reader got his page. */
  readonly served: boolean;
}

/** What a stopwatch takes a volley for: less than half of what one call after the other takes overlaps. */
export function stopwatchVerdict({ ms, served }: Timed, volley: TimedVolley): 'passed' | 'failed' {
  const seen = ms < (volley.slowCalls * callMs) / 2 ? 'overlaps' : 'serial';
  return served && seen === volley.wanted ? 'passed' : 'failed';
}

/** Whether the stopwatch says of a subject what is known of it. */
export function isStopwatchRight(
  timed: Timed,
  volley: TimedVolley,
  fails: readonly string[],
): boolean {
  const expected = fails.includes(volley.check) ? 'failed' : 'passed';
  return stopwatchVerdict(timed, volley) === expected;
}
