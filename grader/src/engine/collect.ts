import type { TestCase } from 'vitest/node';
import type { CheckRecord } from '../check/definition.ts';
import type { CheckResult, Part, Verdict } from '../result/model.ts';
import { shortened } from './shortened.ts';
import { verdictOf, type CheckError } from './verdict.ts';

/** Makes the command that runs one check again. */
export type Replay = (title: string, part: Part) => string;

/** Turns what Vitest saw of a check into its result; `undefined` when it was not asked for. */
export function collect(test: TestCase, replay: Replay): CheckResult | undefined {
  const record = test.meta().check;
  const { state, errors } = test.result();
  if (record === undefined || record.definition.measuresOnly === true) return undefined;
  // A check that only another one needs is told only when it stood in the way.
  if (record.selected !== true && state !== 'failed') return undefined;
  const error = errors?.at(-1) as CheckError | undefined;
  const verdict = state === 'failed' ? verdictOf(error) : state === 'passed' ? 'passed' : 'skipped';
  const { title, needs } = { title: test.name, needs: record.blockedBy };
  const { part, theme, tier, visibility, points, proves } = record.definition;
  return {
    title,
    part,
    theme,
    tier,
    ...(visibility !== undefined && { visibility }),
    points,
    proves,
    verdict,
    earned: earnedOf(verdict, record),
    ...(needs !== undefined && { needs }),
    ...(verdict !== 'passed' && error !== undefined && explain(error, verdict, record)),
    replay: replay(title, part),
    timelines: record.timelines ?? [],
    durationMs: durationOf(test, record),
    startMs: Math.round(record.startMs ?? 0),
    heldMs: Math.round(record.heldMs ?? 0),
  };
}

/** Milliseconds without those that the check waited for others; 0 when it did not run. */
function durationOf(test: TestCase, { waitedMs = 0 }: CheckRecord): number {
  const { duration = 0 } = test.diagnostic() ?? {};
  return Math.max(0, Math.round(duration - waitedMs));
}

function earnedOf(verdict: Verdict, { definition, degree = 0 }: CheckRecord): number {
  if (verdict === 'passed') return definition.points;
  if (verdict !== 'failed') return 0;
  const reached = Object.entries(definition.partial ?? {}).filter(
    ([least]) => degree >= Number(least),
  );
  return Math.max(0, ...reached.map(([, points]) => points));
}

function explain(error: CheckError, verdict: Verdict, record: CheckRecord) {
  const { hintless = false } = error;
  // A server that did not start says nothing of what the hint is about.
  const isEvident = verdict === 'failed' && error.logLines === undefined && !hintless;
  const logLines = error.logLines ?? record.logLines;
  const hint = isEvident ? record.definition.hint : undefined;
  return {
    message: shortened(messageOf(error)),
    ...(hint !== undefined && { hint }),
    ...(logLines !== undefined && logLines.length > 0 && { logLines: logLines.map(shortened) }),
  };
}

function messageOf({ message, code }: CheckError): string {
  const [firstLine = ''] = message.split('\n');
  return typeof code === 'string' && !firstLine.includes(code)
    ? `${firstLine} (${code})`
    : firstLine;
}
