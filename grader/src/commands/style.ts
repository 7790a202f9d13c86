import type { Style } from '../report/pen.ts';

const [narrowest, widest] = [40, 100];

/** How this stream wants its text; `NO_COLOR` and `--plain` forbid colour. */
export function styleOf(stream: NodeJS.WriteStream, plain: boolean): Style {
  const forbidden = plain || (process.env['NO_COLOR'] ?? '') !== '';
  return {
    color: !forbidden && stream.isTTY && stream.getColorDepth() > 1,
    ascii: plain,
    width: Math.min(widest, Math.max(narrowest, stream.isTTY ? stream.columns : 80)),
  };
}
