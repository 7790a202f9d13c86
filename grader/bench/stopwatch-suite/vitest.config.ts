import { defineConfig } from 'vitest/config';

// Its files are no tests of the kit, so that `npm test` does not find them.
export default defineConfig({ test: { include: ['*.stopwatch.ts'], testTimeout: 30_000 } });
