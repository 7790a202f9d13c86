import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

import { readOptions, type Options } from './measure/options.ts';
import { format, summarize, type Sample } from './measure/summary.ts';

/** One sample for each of the requests that `options` asks for. */
async function run({ url, requests, concurrency, timeoutMs }: Options): Promise<Sample[]> {
  const samples: Sample[] = [];
  let begun = 0;
  const reader = async () => {
    while (begun < requests) {
      begun += 1;
      samples.push(await readOnce(url, timeoutMs));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, requests) }, reader));
  return samples;
}

/** One request on a connection of its own, timed from before connecting to the last byte. */
async function readOnce(url: string, timeoutMs: number): Promise<Sample> {
  const begin = performance.now();
  const ok = await succeeds(url, AbortSignal.timeout(timeoutMs)).catch(() => false);
  return { ok, ms: performance.now() - begin };
}

async function succeeds(url: string, signal: AbortSignal): Promise<boolean> {
  const request = get(url, { agent: false, signal });
  const [reply] = (await once(request, 'response')) as [IncomingMessage];
  await finished(reply.resume());
  const { statusCode = 0 } = reply;
  return statusCode >= 200 && statusCode < 300;
}

const options = readOptions(process.argv.slice(2));
const begin = performance.now();
const samples = await run(options);
const summary = summarize(samples, (performance.now() - begin) / 1000);
console.log(options.json ? JSON.stringify(summary) : format(summary));
