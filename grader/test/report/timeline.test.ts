import { describe, expect, test } from 'vitest';
import { penFor } from '../../src/report/pen.ts';
import { widthOf } from '../../src/report/text-width.ts';
import { drawTimeline, timelineText } from '../../src/report/timeline.ts';
import { timeline } from './results.ts';

const pen = penFor({ color: false, ascii: true, width: 80 });
const draw = (...facts: Parameters<typeof timeline>) => drawTimeline(timeline(...facts), pen, 76);
const bars = (lines: readonly string[]) =>
  lines.filter((line) => line.includes('#')).map((line) => line.replace(/^\S+ \S+ +?(?= *#)/, ''));
const starts = (lines: readonly string[]) =>
  lines.filter((line) => line.includes('#')).map((line) => line.indexOf('#'));

describe('a drawn timeline', () => {
  test('is a staircase for serial work', () => {
    const columns = starts(draw(8, 1));

    expect(columns).toHaveLength(8);
    expect(columns).toEqual(columns.map((_, row) => (columns[0] ?? 0) + 3 * row));
  });

  test('is one block for work that overlaps', () => {
    const lines = draw(8, 8);

    expect(new Set(starts(lines)).size).toBe(1);
    expect(new Set(bars(lines))).toEqual(new Set(['###']));
  });

  test('has a step for each round of four workers', () => {
    expect(new Set(starts(draw(12, 4))).size).toBe(3);
  });

  test('sums up the calls after the twelfth', () => {
    const lines = draw(50, 1);

    expect(starts(lines)).toHaveLength(12);
    expect(lines.at(-1)).toBe('... and 38 more, up to round 50');
  });

  test('numbers its rounds', () => {
    expect(draw(4, 1)[0]).toMatch(/^round +1 {2}2 {2}3 {2}4$/);
  });

  test('fits eighteen rounds, and cuts a bar of 150', () => {
    const calls = (to: number) => [{ label: 'GET /a', from: 1, to }];
    const long = (to: number) =>
      drawTimeline({ ...timeline(1, 1), span: to, calls: calls(to) }, pen, 76)[1] ?? '';

    expect(long(18)).toMatch(/#$/);
    expect(long(150)).toMatch(/#\.\.\.$/);
    expect(widthOf(long(150))).toBeLessThanOrEqual(76);
  });

  test('leaves a call open that the gate never let go', () => {
    const lines = drawTimeline(
      {
        ...timeline(3, 1),
        calls: [
          { label: 'GET /a', from: 1, to: 3 },
          { label: 'GET /b', from: 2 },
        ],
      },
      pen,
      76,
    );

    expect(lines[1]).toMatch(/#$/);
    expect(lines[2]).toMatch(/#>$/);
    expect(lines.at(-1)).toBe('> still held at the end');
  });
});

describe('a timeline as text', () => {
  test('gives the calls in flight of each round', () => {
    expect(timelineText(timeline(3, 1, 50))).toBe(
      'in flight: 1, 1, 1; expected 50 in flight at once',
    );
  });

  test('stops after eight rounds', () => {
    expect(timelineText(timeline(50, 1))).toBe(
      'in flight: 1, 1, 1, 1, 1, 1, 1, 1 … expected 50 in flight at once',
    );
  });

  test('says that nothing was in flight', () => {
    expect(timelineText({ ...timeline(1, 1), inFlight: [] })).toMatch(/^in flight: none; /);
  });
});
