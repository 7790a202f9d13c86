import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodeFile, readResults } from './result.ts';

// The verdicts were reached, or taken from Nx's cache, just before: this ends as the grader did.
const [root = '.'] = process.argv.slice(2);
const folder = resolve(root, '.overlap');

for (const { score, checks } of readResults(folder)) {
  const passed = checks.filter(({ verdict }) => verdict === 'passed').length;
  console.log(
    `${root}: ${score.earned} of ${score.possible} points, ${passed} of ${checks.length} checks passed`,
  );
}
process.exitCode = Number(readFileSync(exitCodeFile(folder), 'utf8'));
