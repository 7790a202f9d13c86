import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { resultsSchema } from '../src/report/json.ts';
import type { Result } from '../src/result/model.ts';
import { runNode, type Running } from './child.ts';
import { judge, type Judgement } from './judge.ts';
import type { Subject } from './subject.ts';

/** A grading of a subject, judged. */
export interface Graded {
  readonly judgements: readonly Judgement[];
  readonly ms: number;
}

/** No grading that is still of use takes longer. */
const deadlineMs = 30 * 60_000;

/** Grades a subject on the command line, as a student would; files go into the folder. */
export async function gradeSubject(
  subject: Subject,
  running: Running,
  folder: string,
): Promise<Graded> {
  const file = join(folder, 'result.json');
  const words = [
    'grade',
    subject.exercise,
    '--bonus',
    '--seed',
    String(running.seed),
    '--json',
    file,
  ];
  words.push(
    ...(subject.folder === undefined ? ['--solutions'] : ['--submission', subject.folder]),
  );
  if (subject.part !== undefined) words.push('--only', subject.part);
  const begun = performance.now();
  const run = await runNode(['grader/bin/overlap.js', ...words, '--plain'], deadlineMs, running);
  const ms = performance.now() - begun;
  const result = await readResult(file);
  const broken = run.timedOut || /^The grader broke/m.test(run.stderr) || result === undefined;
  return {
    ms,
    judgements: [
      ...(result === undefined ? [] : judgeResult(result, subject.fails)),
      ...(broken ? [breakdown(run.stderr)] : []),
    ],
  };
}

/** Without a look at /proc no verdict is final, and says so: what is wrong then is undecided. */
function judgeResult({ checks, mode }: Result, fails: readonly string[]): readonly Judgement[] {
  const judged = judge(checks, fails);
  if (mode === 'final') return judged;
  return judged.map((one) => (one.worth === 'wrong' ? { ...one, worth: 'undecided' } : one));
}

async function readResult(file: string): Promise<Result | undefined> {
  try {
    return resultsSchema.parse(JSON.parse(await readFile(file, 'utf8')))[0];
  } catch {
    return undefined;
  }
}

function breakdown(stderr: string): Judgement {
  const message = stderr.split('\n').slice(-5).join(' ');
  return { worth: 'wrong', title: 'the grading', expected: 'passed', got: 'broken', message };
}
