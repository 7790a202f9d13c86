import type { Pen } from '../report/pen.ts';
import { wrap } from '../report/wrap.ts';
import type { Comparison } from './comparison.ts';

/** What the columns mean and who counted. */
export function legendLines(meanings: Comparison['meanings'], pen: Pen): string[] {
  return meanings.flatMap(([word, meaning]) => {
    const [first = '', ...rest] = wrap(`${word}: ${meaning}`, pen.width - 2);
    const named = pen.paint('bold', word) + first.slice(word.length);
    return [named, ...rest.map((line) => `  ${line}`)];
  });
}
