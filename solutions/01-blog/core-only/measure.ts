import { readOptions, type Options } from '../measure/options.ts';
import { format, summarize, type Sample } from '../measure/summary.ts';

/** One sample for each of the requests that `options` asks for. */
async function run({ url, requests, concurrency }: Options): Promise<Sample[]> {
  const samples: Sample[] = [];
  let begun = 0;
  const reader = async () => {
    while (begun < requests) {
      begun += 1;
      const begin = performance.now();
      const reply = await fetch(url);
      await reply.text();
      samples.push({ ok: true, ms: performance.now() - begin });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, reader));
  return samples;
}

const options = readOptions(process.argv.slice(2));
const begin = performance.now();
const samples = await run(options);
const summary = summarize(samples, (performance.now() - begin) / 1000);
console.log(options.json ? JSON.stringify(summary) : format(summary));
