import { readOptions, type Options } from './measure/options.ts';
import { format, summarize, type Sample } from './measure/summary.ts';

/** One sample for each of the requests that `options` asks for. */
function run({ url, requests, concurrency, timeoutMs }: Options): Promise<Sample[]> {
  // TODO: read the address `requests` times, `concurrency` at a time: exactly as many in flight while
  // enough are left, never more. Each request opens a connection of its own and is timed from before
  // it connects to the last byte. It failed when the status is outside 200 to 299, when the reply
  // breaks off, or when it takes longer than `timeoutMs`; a failure must not end the run.
  const expected = `${requests} × GET ${url}, ${concurrency} at a time, ${timeoutMs} ms each`;
  throw new Error(`expected ${expected}, got nothing: run() is not written yet`);
}

const options = readOptions(process.argv.slice(2));
const begin = performance.now();
const samples = await run(options);
const summary = summarize(samples, (performance.now() - begin) / 1000);
console.log(options.json ? JSON.stringify(summary) : format(summary));
