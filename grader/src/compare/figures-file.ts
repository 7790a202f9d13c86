import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../submission/usage-error.ts';
import type { Ease } from './code-of-half.ts';
import { isMeasured, type Block, type Measured, type Row } from './figures.ts';
import { ratioOf } from './table.ts';

/** Everything that a comparison found. */
export interface Figures {
  readonly exercise: string;
  readonly submission: string;
  readonly measuredAt: string;
  readonly blocks: readonly Block[];
  readonly ease: Ease | undefined;
}

/** Where `--json` writes; throws a `UsageError` before anything is measured when it cannot. */
export function figuresPath(name: string): string {
  const path = resolve(process.env['INIT_CWD'] ?? process.cwd(), name);
  if (existsSync(dirname(path))) return path;
  throw new UsageError(`expected --json to be in a folder that exists, got "${name}"`);
}

/** Writes the figures as JSON. */
export function writeFigures(path: string, figures: Figures): void {
  try {
    writeFileSync(path, `${JSON.stringify(figuresData(figures), null, 2)}\n`);
  } catch (error) {
    throw new UsageError(
      `could not write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
    );
  }
}

/** The figures as plain data: a row for each contestant under each load. */
export function figuresData({ blocks, ease, ...about }: Figures) {
  return {
    ...about,
    machine: { cpus: availableParallelism(), node: process.version, platform: process.platform },
    rows: blocks.flatMap(({ rows }) => {
      const async = rows.filter(isMeasured).find(({ contestant }) => contestant.half === 'async');
      return rows.map((row) => rowData(row, async));
    }),
    code: ease ?? null,
  };
}

function rowData(row: Row, async: Measured | undefined) {
  const { contestant, load } = row;
  const about = { half: contestant.half, workers: contestant.workers ?? null, ...load };
  if (!isMeasured(row)) return { ...about, unmeasured: row.unmeasured };
  const { summary, requestsPerSecond, calls, span = null, mostInFlight = null } = row;
  const asyncToSync = ratioOf(row, async) ?? null;
  return { ...about, requestsPerSecond, asyncToSync, calls, span, mostInFlight, measure: summary };
}
