import { existsSync, globSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { dirname, resolve } from 'node:path';
import { exitCodeFile } from './result.ts';

// An exercise is to fail until a student has solved it, and a solution is to pass. The names of the
// projects that were graded come on stdin, as JSON.
const graded = JSON.parse(await text(process.stdin)) as readonly string[];

for (const manifest of globSync('{exercises,solutions}/*/package.json').sort()) {
  const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name: string };
  if (!graded.includes(name)) continue;
  const root = dirname(manifest);
  const expected = root.startsWith('exercises') ? '1' : '0';
  const file = exitCodeFile(resolve(root, '.overlap'));
  const got = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'undecided';
  console.log(`${root}: expected exit code ${expected}, got ${got}`);
  if (got !== expected) process.exitCode = 1;
}
