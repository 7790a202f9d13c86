import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Options {
  readonly url: string;
  readonly requests: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly json: boolean;
}

const usage =
  'usage: node measure.ts --url URL --requests N --concurrency C [--timeout MS] [--json]';
const longestTimer = 2 ** 31 - 1;

/** The options, or one line on stderr and exit code 2. */
export function readOptions(args: readonly string[]): Options {
  const values = parse(args);
  return {
    url: readUrl(values.url),
    requests: readCount('--requests', values.requests),
    concurrency: readCount('--concurrency', values.concurrency),
    timeoutMs: readCount('--timeout', values.timeout ?? '30000'),
    json: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        url: { type: 'string' },
        requests: { type: 'string' },
        concurrency: { type: 'string' },
        timeout: { type: 'string' },
        json: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function readUrl(text: string | undefined): string {
  if (text === undefined) return refuse('--url is missing');
  if (URL.parse(text)?.protocol === 'http:') return text;
  return refuse(`--url must be an address that begins with http://, got "${text}"`);
}

function readCount(name: string, text: string | undefined): number {
  if (text === undefined) return refuse(`${name} is missing`);
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= 1 && value <= longestTimer) return value;
  return refuse(`${name} must be a whole number from 1 to ${longestTimer}, got "${text}"`);
}

function refuse(problem: string): never {
  console.error(`measure: ${problem.replace(/\s+/g, ' ')}; ${usage}`);
  process.exit(2);
}
