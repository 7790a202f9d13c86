import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createProgress, type EndedCheck } from '../../src/progress/progress.ts';
import { progressLines } from '../../src/progress/redrawn-progress.ts';
import { penFor } from '../../src/report/pen.ts';
import { stringWidth } from './string-width.ts';

const passed: EndedCheck = { part: 'sync', title: 'answers', verdict: 'passed', durationMs: 1234 };
const failed: EndedCheck = {
  part: 'async',
  title: 'over\u001B[2Jlaps',
  verdict: 'failed',
  durationMs: 900,
};
const pen = penFor({ color: false, ascii: true, width: 80 });

describe('without redrawing', () => {
  test('each check that ended is a line, and nothing else is printed', () => {
    const { stream, printed } = terminal();

    using progress = createProgress(stream, { redraw: false, color: false, ascii: true });
    progress.plan(12);
    progress.started('sync', 'answers');
    progress.ended(passed);
    progress.ended(failed);
    progress.note('a port\u0007 was taken');

    expect(printed()).toBe(
      [
        ' 1/12 + passed  sync: answers (1.2 s)',
        ' 2/12 x failed  async: over\\x1b[2Jlaps (0.9 s)',
        'a port\\x07 was taken',
        '',
      ].join('\n'),
    );
  });
});

describe('with redrawing', () => {
  test('shows how far it is, what runs and the verdicts so far', () => {
    const running = ['sync: answers', 'async: overlaps'];

    const lines = progressLines({ total: 4, ended: [passed], running, elapsedMs: 3999 }, pen, 79);

    expect(lines).toEqual([
      '#####...............  1/4  3 s  1 passed',
      'running  sync: answers; async: overlaps',
    ]);
  });

  test.each([1, 2, 10, 30])('fits a terminal of %i columns', (width) => {
    const running = ['sync: 日本語 '.repeat(9)];

    const lines = progressLines({ total: 4, ended: [failed], running, elapsedMs: 1 }, pen, width);

    expect(Math.max(...lines.map(stringWidth))).toBeLessThanOrEqual(width);
  });

  test('keeps a failed check and a note, and leaves nothing else behind', () => {
    const { stream, printed } = terminal();

    {
      using progress = createProgress(stream, { redraw: true, color: false, ascii: true });
      progress.plan(2);
      progress.started('sync', 'answers');
      progress.ended(passed);
      progress.ended(failed);
      progress.note('a port was taken');
    }

    expect(printed()).toContain('x failed  async: over\\x1b[2Jlaps (0.9 s)\n');
    expect(printed()).toContain('a port was taken\n');
    expect(stripVTControlCharacters(printed())).not.toContain('passed  sync');
    // What comes last erases the two drawn lines and hides no cursor.
    const erase = ['\u001B[2K', '\u001B[1A', '\u001B[2K', '\u001B[G'].join('');
    expect(printed().replace(/.\[\?2026l$/, '')).toSatisfy((text: string) => text.endsWith(erase));
    expect(printed()).not.toContain('\u001B[?25l');
  });
});

function terminal(): { stream: NodeJS.WriteStream; printed: () => string } {
  const chunks: Buffer[] = [];
  const stream = new PassThrough().on('data', (chunk: Buffer) => chunks.push(chunk));
  const facts = { columns: 60, rows: 24, isTTY: true };
  return {
    stream: Object.assign(stream, facts) as unknown as NodeJS.WriteStream,
    printed: () => Buffer.concat(chunks).toString(),
  };
}
