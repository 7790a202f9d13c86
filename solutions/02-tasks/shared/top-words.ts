type Counted = readonly [word: string, count: number];

const most = 10;

/** The ten words with the highest counts; equal ones by code point. */
export function topWords(counts: Iterable<Counted>): Counted[] {
  const top: Counted[] = [];
  // Sorting all words of a large file would block the thread for too long.
  for (const counted of counts) {
    const last = top[most - 1];
    if (last !== undefined && !isBefore(counted, last)) continue;
    const at = top.findIndex((other) => isBefore(counted, other));
    top.splice(at < 0 ? top.length : at, 0, counted);
    top.length = Math.min(top.length, most);
  }
  return top;
}

// UTF-8 sorts by code point; `<` sorts by UTF-16 unit, which puts U+10000 before U+FF10.
const isBefore = ([word, count]: Counted, [otherWord, otherCount]: Counted): boolean =>
  count > otherCount ||
  (count === otherCount && Buffer.compare(Buffer.from(word), Buffer.from(otherWord)) < 0);
