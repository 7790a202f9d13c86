import { describe, expect, test } from 'vitest';
import { readSummary } from '../../src/compare/blog/summary.ts';

const latencyMs = { min: 1, mean: 2, p50: 2, p90: 3, p99: 4, max: 5 };
const summary = { requests: 3, succeeded: 3, failed: 0, seconds: 0.5, latencyMs };

describe('readSummary', () => {
  test('takes what the README asks for', () => {
    expect(readSummary(`${JSON.stringify(summary)}\n`, 3)).toEqual(summary);
  });

  test('takes a run without a success', () => {
    const none = { min: null, mean: null, p50: null, p90: null, p99: null, max: null };
    const failed = { ...summary, succeeded: 0, failed: 3, latencyMs: none };
    expect(readSummary(JSON.stringify(failed), 3)).toEqual(failed);
  });

  test.each([
    ['', 'printed nothing'],
    ['requests  3', 'printed something else than JSON'],
    ['{} {}', 'printed something else than JSON'],
    ['{}', 'another shape than the README says: the output.requests'],
    [JSON.stringify({ ...summary, latencyMs: { ...latencyMs, p90: '3' } }), 'latencyMs.p90'],
    [JSON.stringify({ ...summary, seconds: 0 }), 'seconds'],
    [JSON.stringify({ ...summary, requests: 4 }), 'was asked for 3 requests and tells of 4'],
    [JSON.stringify({ ...summary, failed: 1 }), '3 succeeded, 1 failed'],
  ])('refuses %j', (output, reason) => {
    expect(readSummary(output, 3)).toContain(reason);
  });
});
