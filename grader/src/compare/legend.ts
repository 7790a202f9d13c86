import type { Pen } from '../report/pen.ts';
import { wrap } from '../report/wrap.ts';

const meanings: readonly (readonly [string, string])[] = [
  ['requests a second, latency', 'told by your own measure.ts, which is run once for each row.'],
  ['clients', 'its --concurrency: how many readers wait at the same time.'],
  [
    'span',
    'the longest chain of calls to the author service in which each arrived after the one before was answered. It is counted, not timed.',
  ],
  [
    'most in flight',
    'the most calls that waited there at one moment. A service that answers at once lets nobody wait, so both have no figure then.',
  ],
  [
    'async/sync',
    'requests a second of async, divided by those of this row. Less than 10 % apart is about even: the next run may say the opposite.',
  ],
  [
    'every row',
    'a fresh server with one post, whose page is read eight times before the figures begin. Times are those of this machine, with all else that it did just now.',
  ],
];

/** What the columns mean and who counted. */
export function legendLines(pen: Pen): string[] {
  return meanings.flatMap(([word, meaning]) => {
    const [first = '', ...rest] = wrap(`${word}: ${meaning}`, pen.width - 2);
    const named = pen.paint('bold', word) + first.slice(word.length);
    return [named, ...rest.map((line) => `  ${line}`)];
  });
}
