import { Command, Option } from '@commander-js/extra-typings';
import { interruptible } from '@overlap/grader/commands/interruptible.ts';
import { plainOption } from '@overlap/grader/commands/plain-option.ts';
import { exerciseNamed } from '@overlap/grader/submission/exercises.ts';

/** `grade`: the grading of record. */
export function gradeCommand() {
  return new Command('grade')
    .description(
      "Grades a student's checkout as course.json says; only the exercises are taken from it.",
    )
    .argument('<checkout>', "a student's repository")
    .option('--login <name>', 'who it is from, for extensions')
    .option('--submitted-at <time>', 'such as 2026-12-01T23:59:00+01:00; now when it is left out')
    .option(
      '--exercises <list>',
      'such as blog,chat; all of the course when it is left out',
      listed,
    )
    .addOption(emitOption())
    .addOption(plainOption())
    .action(async (checkout, options) => {
      const { gradeSubmission } = await import('../grade/grade-submission.ts');
      await interruptible((signal) => gradeSubmission(checkout, options, signal));
    });
}

function emitOption() {
  return new Option('--emit <format=file>', 'as npm run grade takes it; may be repeated')
    .argParser((one: string, all: string[]) => [...all, one])
    .default([] as string[], 'none');
}

function listed(text: string): string[] {
  return text.split(',').map((name) => exerciseNamed(name.trim()));
}
