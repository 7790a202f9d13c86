/** One request: whether a reply of 200 to 299 came whole, and how long it took. */
export interface Sample {
  readonly ok: boolean;
  readonly ms: number;
}

export type Summary = ReturnType<typeof summarize>;

/** The value at a percentile by nearest rank; null when there is none. */
export function percentile(values: readonly number[], percent: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent * sorted.length) / 100));
  return sorted[rank - 1] ?? null;
}

/** What is printed; the latencies are those of the successful requests alone. */
export function summarize(samples: readonly Sample[], seconds: number) {
  const latencies = samples.filter(({ ok }) => ok).map(({ ms }) => ms);
  const total = latencies.reduce((sum, ms) => sum + ms, 0);
  return {
    requests: samples.length,
    succeeded: latencies.length,
    failed: samples.length - latencies.length,
    seconds,
    latencyMs: {
      min: percentile(latencies, 0),
      mean: latencies.length === 0 ? null : total / latencies.length,
      p50: percentile(latencies, 50),
      p90: percentile(latencies, 90),
      p99: percentile(latencies, 99),
      max: percentile(latencies, 100),
    },
  };
}

/** A summary for people, a line for each figure. */
export function format({ requests, succeeded, failed, seconds, latencyMs }: Summary): string {
  const latencies = Object.entries(latencyMs).map(
    ([name, ms]) => `${name.padEnd(9)} ${ms === null ? '-' : `${ms.toFixed(1)} ms`}`,
  );
  return [
    `requests  ${requests}: ${succeeded} succeeded, ${failed} failed`,
    `seconds   ${seconds.toFixed(3)}`,
    ...latencies,
  ].join('\n');
}
