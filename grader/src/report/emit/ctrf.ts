import type { CheckResult, Result, Timeline, Verdict } from '../../result/model.ts';
import { drawTimeline, timelineText } from '../timeline.ts';
import { filePen } from './detail.ts';
import type { Emitter } from './emitter.ts';
import { entriesOf, totalOf, type Entry } from './entry.ts';
import { forStudents } from './for-students.ts';
import { isWhole, remarksOf } from './remarks.ts';
import { timesOf } from './times.ts';

/** Common Test Report Format 1.0 (https://ctrf.io): one report for all exercises, times in milliseconds. */
export const ctrf: Emitter = {
  emit: (results) => `${JSON.stringify(reportOf(forStudents(results)), undefined, 2)}\n`,
};

type Status = 'passed' | 'failed' | 'skipped' | 'other';

const statuses: Readonly<Record<Verdict, Status>> = {
  passed: 'passed',
  failed: 'failed',
  skipped: 'skipped',
  inconclusive: 'other',
  errored: 'other',
};

function reportOf(results: readonly Result[]) {
  const entries = entriesOf(results);
  const { start, stop } = timesOf(results);
  const count = (status: Status) =>
    entries.filter(({ check }) => statuses[check.verdict] === status).length;
  return {
    reportFormat: 'CTRF',
    specVersion: '1.0.0',
    timestamp: new Date(stop).toISOString(),
    generatedBy: 'overlap',
    results: {
      tool: { name: 'overlap' },
      summary: {
        tests: entries.length,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped'),
        pending: 0,
        other: count('other'),
        suites: results.length,
        start,
        stop,
        duration: results.reduce((sum, { durationMs }) => sum + durationMs, 0),
      },
      tests: entries.map(testOf),
      extra: extraOf(results),
    },
  };
}

function extraOf(results: readonly Result[]) {
  return {
    score: totalOf(results),
    complete: isWhole(results),
    remarks: remarksOf(results),
    exercises: results.map(({ checks: _, ...facts }) => facts),
  };
}

function testOf({ result, check, name, earned, isUndecided }: Entry) {
  const { title, part, theme, tier, verdict, message, logLines, timelines } = check;
  return {
    testId: `${result.exercise}/${part}/${title}`,
    name,
    status: statuses[verdict],
    rawStatus: verdict,
    duration: check.durationMs,
    suite: [result.exercise, part, theme],
    tags: [part, tier],
    ...(message !== undefined && { message }),
    ...(logLines !== undefined && { stdout: logLines }),
    ...(timelines.length > 0 && { attachments: timelines.map(attachmentOf) }),
    extra: { ...factsOf(check), earned, undecided: isUndecided, mode: result.mode },
  };
}

function factsOf({ points, proves, hint, needs, replay, startMs, heldMs }: CheckResult) {
  return {
    points,
    proves,
    replay,
    startMs,
    heldMs,
    ...(hint !== undefined && { hint }),
    ...(needs !== undefined && { needs }),
  };
}

/** A `data:` URI, so that the report stays one file. */
function attachmentOf(timeline: Timeline, index: number) {
  const { work, span, mostInFlight } = timeline;
  const lines = [
    ...drawTimeline(timeline, filePen, filePen.width),
    timelineText(timeline),
    `work ${work}, span ${span}, most in flight ${mostInFlight}`,
    '',
  ];
  const data = Buffer.from(lines.join('\n')).toString('base64');
  return {
    name: `timeline ${index + 1}`,
    contentType: 'text/plain',
    path: `data:text/plain;charset=utf-8;base64,${data}`,
    extra: { timeline },
  };
}
