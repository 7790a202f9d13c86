import { z } from 'zod';
import { runNode, type Running } from './child.ts';
import { isStopwatchRight, type TimedVolley } from './stopwatch-rule.ts';
import type { Subject } from './subject.ts';

/** What a stopwatch's verdict on one volley of a subject is worth. */
export interface StopwatchJudgement {
  readonly check: string;
  readonly ms: number;
  readonly isRight: boolean;
  /** Whether the submission is right there: a stopwatch that is wrong then fails good work. */
  readonly isGoodWork: boolean;
}

const timedSchema = z.array(z.object({ check: z.string(), ms: z.number(), served: z.boolean() }));
const deadlineMs = 10 * 60_000;

/** Has a stopwatch judge a subject under the same regime; without figures there is no verdict. */
export async function timeSubject(
  { exercise, folder, part, fails }: Subject,
  volleys: readonly TimedVolley[],
  running: Running,
): Promise<readonly StopwatchJudgement[]> {
  const words = ['grader/bench/stopwatch.ts', exercise];
  if (part !== undefined) words.push('--part', part);
  if (folder !== undefined) words.push('--submission', folder);
  const { stdout } = await runNode(words, deadlineMs, running);
  return readTimed(stdout).flatMap((timed) => {
    const { check, ms } = timed;
    const volley = volleys.find((one) => one.check === check);
    if (volley === undefined) return [];
    const isRight = isStopwatchRight(timed, volley, fails);
    return [{ check, ms, isRight, isGoodWork: !fails.includes(check) }];
  });
}

function readTimed(text: string): z.infer<typeof timedSchema> {
  try {
    return timedSchema.parse(JSON.parse(text));
  } catch {
    return [];
  }
}
