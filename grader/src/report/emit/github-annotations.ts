import { canRunAgain } from '../../result/kept.ts';
import type { Result } from '../../result/model.ts';
import { inOrder } from '../order.ts';
import { shortOf } from './detail.ts';
import { forStudents } from './for-students.ts';
import { remarksOf } from './remarks.ts';

/** GitHub shows at most ten of each kind a step (and 50 a job). */
const mostOfAKind = 10;

interface Annotation {
  readonly title: string;
  readonly message: string;
}

/**
 * What did not pass, as workflow commands: lines for the stdout of a step.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function annotations(results: readonly Result[]): string {
  const shown = forStudents(results);
  const [score = '', ...remarks] = remarksOf(shown);
  return [
    ...commands('error', ofVerdict(shown, 'failed')),
    ...commands('warning', [...ofVerdict(shown, 'errored'), ...ofVerdict(shown, 'inconclusive')]),
    ...commands('notice', [{ title: score, message: [score, ...remarks].join('\n') }]),
    '',
  ].join('\n');
}

/**
 * Between these lines the runner takes no commands, so that nothing that a student's program
 * prints can be one. Nobody may be able to guess the token.
 */
export function fence(token: string): { readonly begin: string; readonly end: string } {
  return { begin: `::stop-commands::${token}\n`, end: `::${token}::\n` };
}

function ofVerdict(
  results: readonly Result[],
  verdict: 'failed' | 'inconclusive' | 'errored',
): Annotation[] {
  return results.flatMap(({ exercise, checks }) =>
    inOrder(checks, verdict).map((check) => ({
      title: `${exercise} ${check.part}: ${check.title}`,
      message: [
        `${verdict}: ${shortOf(check)}`,
        ...(check.hint === undefined ? [] : [`Hint: ${check.hint}`]),
        ...(canRunAgain(check) ? [check.replay] : []),
      ].join('\n'),
    })),
  );
}

function commands(kind: string, all: readonly Annotation[]): string[] {
  const room = all.length > mostOfAKind ? mostOfAKind - 1 : mostOfAKind;
  const rest = all.slice(room);
  const more = {
    title: `and ${rest.length} more`,
    message: rest.map(({ title }) => title).join('\n'),
  };
  return [...all.slice(0, room), ...(rest.length > 0 ? [more] : [])].map(
    ({ title, message }) => `::${kind} title=${property(title)}::${data(message)}`,
  );
}

// As the runner takes it back: https://github.com/actions/runner, src/Runner.Common/ActionCommand.cs
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
