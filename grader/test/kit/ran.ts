import { appendFileSync } from 'node:fs';

const known = new Set<string>();

/** Notes at once that a place of the solution runs here, for a server is killed, not ended. */
export function ran(log: string, place: string): void {
  if (known.has(place)) return;
  known.add(place);
  appendFileSync(log, `${JSON.stringify({ dataDir: process.env['DATA_DIR'], place })}\n`);
}
