#!/usr/bin/env node
// Plain JavaScript, so that an old Node can still say what is missing.
const oldest = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < oldest) {
  console.error(
    `Node ${oldest} or newer is needed, this is ${process.versions.node}: run "npm ci", which brings it along.`,
  );
  process.exitCode = 2;
} else {
  const { main } = await import('../src/main.ts');
  await main(process.argv);
}
