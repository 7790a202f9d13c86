import { z } from 'zod';

const count = z.int().nonnegative();
const latency = z.number().nonnegative().nullable();

/** What `measure.ts --json` prints. */
export const summarySchema = z.object({
  requests: count,
  succeeded: count,
  failed: count,
  seconds: z.number().positive(),
  latencyMs: z.object({
    min: latency,
    mean: latency,
    p50: latency,
    p90: latency,
    p99: latency,
    max: latency,
  }),
});

export type Summary = z.infer<typeof summarySchema>;

/** The summary in a program's output, or why it is none, in a few words. */
export function readSummary(output: string, requests: number): Summary | string {
  const text = output.trim();
  if (text === '') return 'printed nothing';
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'printed something else than JSON';
  }
  const parsed = summarySchema.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = ['the output', ...(issue?.path ?? [])].join('.');
    return `printed JSON of another shape than the README says: ${at}: ${issue?.message ?? 'invalid'}`;
  }
  const { data: summary } = parsed;
  if (summary.requests !== requests || summary.succeeded + summary.failed !== requests) {
    const { requests: all, succeeded, failed } = summary;
    return `was asked for ${requests} requests and tells of ${all}: ${succeeded} succeeded, ${failed} failed`;
  }
  return summary;
}
