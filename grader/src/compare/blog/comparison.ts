import { performance } from 'node:perf_hooks';
import type { Comparison, MeasuredBlock, Measuring } from '../comparison.ts';
import type { Contestant } from '../contestant.ts';
import { rowsData, type Row } from './figures.ts';
import { measureRow } from './measure-row.ts';
import { contestants, fullPlan, loadFor, type Load, type Plan } from './plan.ts';
import { preflight } from './preflight.ts';
import { blockLines, headLines, loadWords, meanings } from './table.ts';

/** The longest that one row may take, and the shortest that it is begun for. */
const [rowMs, leastMs] = [40_000, 2000];

/** Drives both halves of the blog with the submission's own load generator. */
export function blogComparison(plan: Plan = fullPlan): Comparison {
  return {
    tries: 'both halves and measure.ts',
    preflight,
    headLines,
    measure: (measuring) => measureBlocks(plan, measuring),
    meanings,
  };
}

async function* measureBlocks(plan: Plan, measuring: Measuring): AsyncGenerator<MeasuredBlock> {
  const begun = performance.now();
  const left = () => plan.budgetMs - (performance.now() - begun);
  for (let index = 0; ; index += 1) {
    // All rows of a load are given the same, so the number of requests is settled before the first.
    const load = loadFor(plan, index, left());
    if (load === undefined) return;
    const rows: Row[] = [];
    for (const contestant of contestants) {
      const count = index * contestants.length + rows.length + 1;
      measuring.status.show(statusText(count, plan, contestant, load));
      rows.push(await rowOf(measuring, { contestant, load, leftMs: left() }));
    }
    yield { lines: (pen) => blockLines({ load, rows }, pen), data: rowsData(rows) };
  }
}

function rowOf(
  { workspace, signal }: Measuring,
  { contestant, load, leftMs }: { contestant: Contestant; load: Load; leftMs: number },
): Promise<Row> | Row {
  if (leftMs < leastMs) return { contestant, load, unmeasured: 'the time was up' };
  const deadlineMs = Math.min(rowMs, leftMs);
  return measureRow(workspace, { contestant, load, deadlineMs, signal });
}

function statusText(count: number, { loads }: Plan, { name }: Contestant, load: Load): string {
  return `${count}/${loads.length * contestants.length}  ${name}: ${loadWords(load)}`;
}
