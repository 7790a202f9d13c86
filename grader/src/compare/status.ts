import { cut } from '../report/text-width.ts';

/** One line that says what is being measured, apart from the figures. */
export interface Status extends Disposable {
  /** What begins now. */
  show(text: string): void;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
}

const redrawMs = 500;
const columns = 79;

/** On a terminal the line is redrawn in place; elsewhere each text is a line of its own. */
export function createStatus(live: boolean, stream: NodeJS.WriteStream = process.stderr): Status {
  if (!live || !stream.isTTY) {
    return {
      show: (text) => void stream.write(`${text}\n`),
      clear: () => undefined,
      [Symbol.dispose]: () => undefined,
    };
  }
  const begun = performance.now();
  let text: string | undefined;
  const clear = () => void stream.write('\r\x1b[2K');
  const draw = () => {
    if (text === undefined) return;
    const seconds = Math.floor((performance.now() - begun) / 1000);
    stream.write(`\r\x1b[2K${cut(`${text}  ${seconds} s`, columns, '...')}`);
  };
  const timer = setInterval(draw, redrawMs);
  return {
    show(next) {
      text = next;
      draw();
    },
    clear() {
      text = undefined;
      clear();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      clear();
    },
  };
}
