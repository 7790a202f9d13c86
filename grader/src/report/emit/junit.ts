import type { Result, Verdict } from '../../result/model.ts';
import { detailOf, shortOf } from './detail.ts';
import type { Emitter } from './emitter.ts';
import { entriesOf, totalOf, type Entry } from './entry.ts';
import { forStudents } from './for-students.ts';
import { remarksOf } from './remarks.ts';
import { element, textElement } from './xml.ts';

/** JUnit XML as CI systems read it: a suite an exercise, points as properties, times in seconds. */
export const junit: Emitter = {
  emit: (results) => `<?xml version="1.0" encoding="UTF-8"?>\n${lines(forStudents(results))}\n`,
};

function lines(results: readonly Result[]): string {
  const entries = entriesOf(results);
  const suites = results.flatMap((result) =>
    suite(
      result,
      entries.filter((entry) => entry.result === result),
    ),
  );
  const durationMs = results.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const facts = { name: 'overlap', ...countsOf(entries), time: seconds(durationMs) };
  return element('testsuites', facts, suites).join('\n');
}

function suite(result: Result, entries: readonly Entry[]): string[] {
  const { exercise, startedAt, durationMs, submission, seed, mode, complete } = result;
  const facts = {
    name: exercise,
    ...countsOf(entries),
    time: seconds(durationMs),
    // Jenkins and GitLab want it without a zone, in UTC.
    timestamp: startedAt.slice(0, 19),
  };
  const remarks = Object.fromEntries(
    remarksOf([result]).map((remark, index) => [`remark ${index + 1}`, remark]),
  );
  const about = { submission, seed, mode, complete: String(complete), ...totalOf([result]) };
  return element('testsuite', facts, [
    ...properties({ ...about, ...remarks }),
    ...entries.flatMap(testcase),
  ]);
}

function testcase({ result, check, earned, isUndecided }: Entry): string[] {
  const { title, part, theme, tier, verdict, points, durationMs } = check;
  const facts = {
    name: title,
    classname: `${result.exercise}.${part}.${theme}`,
    time: seconds(durationMs),
  };
  const about = { score: earned, points, tier, verdict, undecided: String(isUndecided) };
  return element('testcase', facts, [...properties(about), ...outcome(check)]);
}

const outcomes: Readonly<Record<Verdict, 'failure' | 'error' | 'skipped' | undefined>> = {
  passed: undefined,
  failed: 'failure',
  errored: 'error',
  skipped: 'skipped',
  // No failure, for it may pass when it is graded again.
  inconclusive: 'skipped',
};

function outcome(check: Entry['check']): string[] {
  const name = outcomes[check.verdict];
  if (name === undefined) return [];
  const message =
    check.verdict === 'skipped' ? shortOf(check) : `${check.verdict}: ${shortOf(check)}`;
  const type = name === 'skipped' ? undefined : check.verdict;
  return textElement(name, { message, type }, detailOf(check));
}

function properties(about: Readonly<Record<string, string | number>>): string[] {
  const each = Object.entries(about).flatMap(([name, value]) =>
    element('property', { name, value }),
  );
  return element('properties', {}, each);
}

function countsOf(entries: readonly Entry[]) {
  const count = (name: string) =>
    entries.filter(({ check }) => outcomes[check.verdict] === name).length;
  return {
    tests: entries.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
