// Wide in Unicode's East Asian Width (W, F), in ranges that are rounded up, and all of the planes
// above the first: a line may come out a little short, but never too wide. "Ambiguous" characters
// count as one column, as in every terminal outside an East Asian locale.
const wide =
  /[\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\uA4CF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE10-\uFE1F\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{10000}-\u{10FFFF}]|\p{Emoji_Presentation}/u;
const joined = /^[\p{Mn}\p{Me}]$/u;
// The emoji selector and the key cap make any character an emoji of two columns.
const emojiMaker = /[\uFE0F\u20E3]/;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many columns escaped text takes in a terminal, at most. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  return graphemes(text).reduce((total, grapheme) => total + graphemeWidth(grapheme), 0);
}

/** What a reader takes for one character each; none is ever split. */
export function graphemes(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Fills up with spaces on the right. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** The start of a text that fits, with `more` for the rest. */
export function cut(text: string, width: number, more: string): string {
  if (widthOf(text) <= width) return text;
  const room = width - widthOf(more);
  if (room < 0) return more.slice(0, Math.max(0, width));
  let kept = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > room) break;
    kept += grapheme;
  }
  return kept.trimEnd() + more;
}

// Terminals disagree about the width of a cluster, so its code points are added up: the most any takes.
function graphemeWidth(grapheme: string): number {
  const sum = Array.from(grapheme).reduce(
    (total, character) => total + characterWidth(character),
    0,
  );
  return emojiMaker.test(grapheme) ? Math.max(2, sum) : sum;
}

function characterWidth(character: string): number {
  if (joined.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
