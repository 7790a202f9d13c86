import { graphemes, widthOf } from './text-width.ts';

/** Breaks text at spaces into lines that fit; a word that is too long is broken too. Keeps leading spaces. */
export function wrap(text: string, width: number): string[] {
  if (widthOf(text) <= width) return [text.trimEnd()];
  const lines: string[] = [];
  let line: string | undefined;
  for (const word of text.split(' ').flatMap((word) => pieces(word, width))) {
    const longer: string = line === undefined ? word : `${line} ${word}`;
    if (line === undefined || widthOf(longer) <= width) {
      line = longer;
    } else {
      lines.push(line.trimEnd());
      line = word;
    }
  }
  return [...lines, (line ?? '').trimEnd()];
}

/** Wraps and puts the same indentation before each line. */
export function indented(text: string, indent: number, width: number): string[] {
  return wrap(text, width - indent).map((line) => (' '.repeat(indent) + line).trimEnd());
}

function pieces(word: string, width: number): string[] {
  if (widthOf(word) <= width) return [word];
  const parts = [''];
  for (const grapheme of graphemes(word)) {
    const last = parts.at(-1) ?? '';
    if (last !== '' && widthOf(last + grapheme) > width) parts.push(grapheme);
    else parts[parts.length - 1] = last + grapheme;
  }
  return parts;
}
