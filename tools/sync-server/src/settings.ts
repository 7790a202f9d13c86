/** Where to listen, and how many requests may be handled at once. */
export interface Settings {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  readonly workers: number;
}

/** Reads `PORT` (3000), `HOST` (127.0.0.1) and `WORKERS` (1); throws an `Error` for a bad number. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  return {
    port: readInteger('PORT', readText(env['PORT'], '3000'), { min: 0, max: 65_535 }),
    host: readText(env['HOST'], '127.0.0.1'),
    workers: readInteger('WORKERS', readText(env['WORKERS'], '1'), { min: 1, max: 256 }),
  };
}

// A variable that is set to nothing counts as not set.
function readText(text: string | undefined, fallback: string): string {
  return text === undefined || text === '' ? fallback : text;
}

function readInteger(
  name: string,
  text: string,
  { min, max }: { min: number; max: number },
): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new Error(`expected ${name} from ${String(min)} to ${String(max)}, got ${text}`);
}
