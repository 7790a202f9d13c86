import type { Result } from '../../result/model.ts';

/** When the first exercise was begun and the last was over, in milliseconds since 1970. */
export function timesOf(results: readonly Result[]): { start: number; stop: number } {
  const spans = results.map(({ startedAt, durationMs }) => {
    const start = Date.parse(startedAt);
    return { start, stop: start + durationMs };
  });
  const [first = { start: 0, stop: 0 }] = spans;
  return {
    start: Math.min(first.start, ...spans.map(({ start }) => start)),
    stop: Math.max(first.stop, ...spans.map(({ stop }) => stop)),
  };
}
