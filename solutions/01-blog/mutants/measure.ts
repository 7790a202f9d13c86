const sends = 'measure.ts sends exactly as many requests as asked';
const keeps = 'measure.ts keeps exactly the concurrency asked for';
const failures = 'measure.ts counts failures apart';
const percentiles = 'measure.ts reports percentiles that agree with the gate';
const ends = 'measure.ts ends although the server never answers';

const facts = { part: 'measure', file: 'measure.ts' } as const;

export const measureMutants = [
  {
    ...facts,
    name: 'one-request-too-many',
    misconception: 'A count that starts at 0 may reach N.',
    find: 'while (begun < requests) {',
    replace: 'while (begun <= requests) {',
    fails: [sends],
  },
  {
    ...facts,
    name: 'one-at-a-time',
    misconception: 'Awaiting in a loop is concurrent, for it says await.',
    find: 'Array.from({ length: Math.min(concurrency, requests) }, reader)',
    replace: 'Array.from({ length: 1 }, reader)',
    fails: [keeps, percentiles],
  },
  {
    ...facts,
    name: 'one-in-flight-too-many',
    misconception: 'C more are allowed beside the one that is being sent.',
    find: 'Math.min(concurrency, requests)',
    replace: 'Math.min(concurrency + 1, requests)',
    fails: [keeps],
  },
  {
    ...facts,
    name: 'in-batches',
    misconception: 'C at a time means C, then C, then C.',
    find: `  const reader = async () => {
    while (begun < requests) {
      begun += 1;
      samples.push(await readOnce(url, timeoutMs));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, requests) }, reader));`,
    replace: `  while (begun < requests) {
    const length = Math.min(concurrency, requests - begun);
    begun += length;
    const batch = Array.from({ length }, () => readOnce(url, timeoutMs));
    samples.push(...(await Promise.all(batch)));
  }`,
    fails: [keeps],
  },
  {
    ...facts,
    name: 'any-reply-is-a-success',
    misconception: 'A request that was answered has succeeded.',
    find: 'return statusCode >= 200 && statusCode < 300;',
    replace: 'return statusCode > 0;',
    fails: [failures],
  },
  {
    ...facts,
    name: 'mean-as-median',
    misconception: 'The average is about the median.',
    file: 'measure/summary.ts',
    find: 'p50: percentile(latencies, 50)',
    replace: 'p50: latencies.length === 0 ? null : total / latencies.length',
    fails: [percentiles],
  },
  {
    ...facts,
    name: 'no-time-out',
    misconception: 'Every server answers in the end.',
    find: 'const ok = await succeeds(url, AbortSignal.timeout(timeoutMs)).catch(() => false);',
    replace: 'const ok = await succeeds(url, new AbortController().signal).catch(() => false);',
    fails: [ends],
  },
];
