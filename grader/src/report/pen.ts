import { styleText } from 'node:util';
import type { Verdict } from '../result/model.ts';

/** How a terminal wants its text: `width` in columns. */
export interface Style {
  readonly color: boolean;
  readonly ascii: boolean;
  readonly width: number;
}

type Format = Parameters<typeof styleText>[0];

/** What text is drawn with: signs that the terminal has, and colour where it is allowed. */
export interface Pen {
  readonly width: number;
  readonly ascii: boolean;
  readonly signs: Signs;
  readonly paint: (format: Format, text: string) => string;
}

type Signs = typeof unicodeSigns;

const unicodeSigns = {
  passed: '✓',
  failed: '✗',
  skipped: '–',
  inconclusive: '?',
  errored: '!',
  bar: '█',
  rest: '░',
  held: '→',
  more: '…',
  rule: '─',
  dot: '·',
  quote: '│',
};

const asciiSigns: Signs = {
  passed: '+',
  failed: 'x',
  skipped: '-',
  inconclusive: '?',
  errored: '!',
  bar: '#',
  rest: '.',
  held: '>',
  more: '...',
  rule: '-',
  dot: '-',
  quote: '|',
};

/** The colour of each verdict; a sign and a word always say the same. */
export const verdictFormat: Readonly<Record<Verdict, Format>> = {
  passed: 'green',
  failed: 'red',
  skipped: 'gray',
  inconclusive: 'yellow',
  errored: 'magenta',
};

/** A pen for a style; lines longer than 100 columns are hard to follow, fewer than 20 hold no words. */
export function penFor({ color, ascii, width }: Style): Pen {
  return {
    width: Math.min(100, Math.max(20, Math.floor(width))),
    ascii,
    signs: ascii ? asciiSigns : unicodeSigns,
    // The caller has decided about colour: the environment is not asked again.
    paint: (format, text) => (color ? styleText(format, text, { validateStream: false }) : text),
  };
}

/** The verdict as a sign and a word. */
export function verdictText(verdict: Verdict, pen: Pen): string {
  return `${pen.signs[verdict]} ${verdict}`;
}
