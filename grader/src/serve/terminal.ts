import { penFor, type Pen } from '../report/pen.ts';

/** Where a command writes for people. */
export interface Terminal {
  readonly pen: Pen;
  /** Whether a person watches, so that lines may be drawn again and pauses make sense. */
  readonly live: boolean;
  print(...lines: readonly string[]): void;
}

const mostColumns = 80;

/** The terminal behind a stream; `plain` takes colour, redrawing and every sign outside of ASCII away. */
export function terminalOf(plain: boolean, stream: NodeJS.WriteStream = process.stdout): Terminal {
  const live = !plain && stream.isTTY;
  const width = Math.min(mostColumns, stream.isTTY ? stream.columns : mostColumns);
  return {
    pen: penFor({ color: live && stream.hasColors(), ascii: plain, width }),
    live,
    print: (...lines) => void stream.write(lines.map((line) => `${line}\n`).join('')),
  };
}
