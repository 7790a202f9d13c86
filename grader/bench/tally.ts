import type { Judgement } from './judge.ts';
import type { StopwatchJudgement } from './time-subject.ts';

/** What the gradings under one regime came to. */
export interface Tally {
  readonly checks: number;
  readonly wrong: number;
  readonly undecided: number;
  readonly stopwatch: number;
  readonly stopwatchWrong: number;
  /** Volleys of good work, and how many of them the stopwatch failed. */
  readonly stopwatchGood: number;
  readonly stopwatchGoodWrong: number;
  /** How long the grader's own verdicts took. */
  readonly ms: number;
}

export const emptyTally: Tally = {
  checks: 0,
  wrong: 0,
  undecided: 0,
  stopwatch: 0,
  stopwatchWrong: 0,
  stopwatchGood: 0,
  stopwatchGoodWrong: 0,
  ms: 0,
};

/** What one subject adds to a tally. */
export function tallyOf(
  judgements: readonly Judgement[],
  timed: readonly StopwatchJudgement[],
  ms: number,
): Tally {
  const good = timed.filter(({ isGoodWork }) => isGoodWork);
  return {
    checks: judgements.length,
    wrong: judgements.filter(({ worth }) => worth === 'wrong').length,
    undecided: judgements.filter(({ worth }) => worth === 'undecided').length,
    stopwatch: timed.length,
    stopwatchWrong: timed.filter(({ isRight }) => !isRight).length,
    stopwatchGood: good.length,
    stopwatchGoodWrong: good.filter(({ isRight }) => !isRight).length,
    ms,
  };
}

/** The sum of two tallies. */
export function add(one: Tally, other: Tally): Tally {
  return {
    checks: one.checks + other.checks,
    wrong: one.wrong + other.wrong,
    undecided: one.undecided + other.undecided,
    stopwatch: one.stopwatch + other.stopwatch,
    stopwatchWrong: one.stopwatchWrong + other.stopwatchWrong,
    stopwatchGood: one.stopwatchGood + other.stopwatchGood,
    stopwatchGoodWrong: one.stopwatchGoodWrong + other.stopwatchGoodWrong,
    ms: one.ms + other.ms,
  };
}
