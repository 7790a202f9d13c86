import { text } from 'node:stream/consumers';
import { execa } from 'execa';
import { countCode, type CodeCount } from './count-code.ts';

/**
 * Counts the code of each list of sources in a process of its own: the parser is native code, and
 * brackets that a stranger nested 20,000 deep end the process that it runs in.
 */
export async function countApart(lists: readonly (readonly string[])[]): Promise<CodeCount[]> {
  const { stdout } = await execa(process.execPath, [import.meta.filename], {
    input: JSON.stringify(lists),
    timeout: 20_000,
  });
  return JSON.parse(stdout) as CodeCount[];
}

if (import.meta.main) {
  const lists = JSON.parse(await text(process.stdin)) as string[][];
  process.stdout.write(JSON.stringify(lists.map(countCode)));
}
