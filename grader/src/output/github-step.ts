import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { Environment } from '../report/emit/emitter.ts';
import { annotations, fence } from '../report/emit/github-annotations.ts';
import { summary } from '../report/emit/github-summary.ts';
import { UsageError } from '../submission/usage-error.ts';
import { reasonOf } from './destination.ts';
import type { Sink } from './sink.ts';

/** What GitHub takes as the summary of one step. */
const mostBytes = 1024 * 1024;

/** The step of GitHub Actions that runs the grader; from here to its end nothing printed is a command. */
export function githubStep(environment: Environment, print: (text: string) => void): Sink {
  const file = environment['GITHUB_STEP_SUMMARY'] ?? '';
  const before = file === '' ? '' : summaryBefore(file);
  const { begin, end } = fence(randomBytes(16).toString('hex'));
  const close = () => print(end);
  return {
    name: 'GITHUB_STEP_SUMMARY',
    begin: () => {
      print(begin);
      process.once('exit', close);
    },
    // In its place: the runner made the file, and other commands of the step may hold it.
    update: (results) => {
      if (file === '') return;
      writeFileSync(file, before + summary(results, mostBytes - Buffer.byteLength(before)));
    },
    finish: (results) => {
      process.off('exit', close);
      close();
      print(annotations(results));
    },
  };
}

/** What earlier commands of the step have written, which stays. */
function summaryBefore(file: string): string {
  try {
    appendFileSync(file, '');
    const text = readFileSync(file, 'utf8');
    return text === '' || text.endsWith('\n') ? text : `${text}\n`;
  } catch (error) {
    throw new UsageError(`cannot write GITHUB_STEP_SUMMARY: ${reasonOf(error)}`);
  }
}
