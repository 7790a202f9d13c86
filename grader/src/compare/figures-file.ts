import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../submission/usage-error.ts';
import type { Ease } from './code-of-half.ts';

/** Everything that a comparison found. */
export interface Figures {
  readonly exercise: string;
  readonly submission: string;
  readonly measuredAt: string;
  /** A row for each contestant under each load. */
  readonly rows: readonly object[];
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

/** The figures as plain data. */
export function figuresData({ rows, ease, ...about }: Figures) {
  return {
    ...about,
    machine: { cpus: availableParallelism(), node: process.version, platform: process.platform },
    rows,
    code: ease ?? null,
  };
}
