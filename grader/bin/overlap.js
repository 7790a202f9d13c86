#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still say what is missing.
import module from 'node:module';
import { setFlagsFromString } from 'node:v8';

const oldest = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < oldest) {
  console.error(
    `Node ${oldest} or newer is needed, this is ${process.versions.node}: run "npm ci", or install it if that brings none.`,
  );
  process.exitCode = 2;
} else {
  // Most of what a grading allocates is soon garbage: young generations of 16 MiB a thread only cost memory.
  setFlagsFromString('--max-semi-space-size=4');
  // Also for the threads in which the checks run.
  process.env['NODE_COMPILE_CACHE'] ??= `${import.meta.dirname}/../../node_modules/.cache/overlap`;
  module.enableCompileCache();
  const { main } = await import('../src/main.ts');
  await main(process.argv);
}
