import { escape } from '../src/report/escape.ts';
import type { Graded } from './grade-subject.ts';
import type { Judgement } from './judge.ts';
import type { Regime } from './regime.ts';
import type { Subject } from './subject.ts';
import { tallyOf } from './tally.ts';
import type { StopwatchJudgement } from './time-subject.ts';

/** All that is known when a subject was graded once. */
export interface Grading {
  readonly regime: Regime;
  readonly subject: Subject;
  readonly seed: number;
  readonly graded: Graded;
  readonly timed: readonly StopwatchJudgement[];
}

/** One line for a grading, and for each verdict that is not right what it takes to look into it. */
export function gradingLines({ regime, subject, seed, graded, timed }: Grading): string[] {
  const { judgements, ms } = graded;
  const { checks, wrong, undecided, stopwatch, stopwatchWrong } = tallyOf(judgements, timed, ms);
  const verdicts = `${checks} verdicts, ${wrong} wrong, ${undecided} undecided`;
  const took = `in ${(ms / 1000).toFixed(1)} s`;
  const times = timed.map((one) => `${Math.round(one.ms)} ms`).join(', ');
  const clock =
    stopwatch > 0 ? `; stopwatch ${stopwatchWrong} of ${stopwatch} wrong (${times})` : '';
  const which = `--regime ${regime.name} --exercise ${subject.exercise}`;
  const again = `${which} --subject "${subject.name}" --seed ${seed} --verdicts 1`;
  const faults = judgements.filter(({ worth }) => worth !== 'right');
  return [
    `${regime.title}: ${subject.exercise} ${subject.name}: ${verdicts} ${took}${clock}`,
    ...faults.flatMap(faultLines),
    ...(faults.length > 0 ? [`  again: npm run stress -- ${again}`] : []),
  ];
}

function faultLines({ worth, title, expected, got, message, replay }: Judgement): string[] {
  const said = message === undefined ? '' : `: ${escape(message)}`;
  return [
    `  ${worth.toUpperCase()}: ${title}: expected ${expected}, got ${got}${said}`,
    ...(replay === undefined ? [] : [`    ${replay}`]),
  ];
}
