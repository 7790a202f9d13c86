import { startVitest } from 'vitest/node';
import { mkdtempSync } from 'node:fs';
const root = '/work/main/grader';
const dir = process.argv[2];
const runFolder = mkdtempSync('/tmp/overlap-run-');
const t0=performance.now();
const vitest = await startVitest('test', [], {
  root, config: false, watch: false, include: ['src/exercises/01-blog/*.check.ts'], pool: 'threads', isolate: false, maxWorkers: 2,
  reporters: [{ onTestCaseResult(t: any) { console.log(t.name, t.result().state, t.result().errors?.map((e: any) => e.name + ': ' + e.message+ (e.name.startsWith('Start')? e.logLines: '')), JSON.stringify(t.meta().check.timelines)?.slice(0,300), t.diagnostic()?.duration) } }],
  provide: { grading: { folder: dir, commands: { sync: ['node', 'sync/app.ts'], async: ['node', 'async/app.ts'] }, seed: 42, mark: 'run', runFolder, select: { bonus: false }, verbose: false, trustProc: true } },
} as any, { root } as any);
console.log(performance.now()-t0, process.memoryUsage.rss()/1e6);
await vitest?.close();
