import { Argument, Command, Option } from '@commander-js/extra-typings';
import { interruptible } from '@overlap/grader/commands/interruptible.ts';
import { plainOption } from '@overlap/grader/commands/plain-option.ts';
import { placesToGrade } from '../occasion/occasion.ts';

/** `grade-on`: the grading of record, where a place runs it for each submission. */
export function gradeOnCommand() {
  return new Command('grade-on')
    .description('Grades a checkout as the place that runs this tells: who, when, what is new.')
    .addArgument(new Argument('<place>', 'what runs this').choices(placesToGrade))
    .argument('<checkout>', "a student's repository")
    .option('--graded <file>', 'github: the commit that was graded last, kept up to date')
    .option(
      '--metadata <file>',
      'gradescope: what tells of the submission',
      '/autograder/submission_metadata.json',
    )
    .addOption(
      new Option('--emit <format=file>', 'as npm run grade takes it; may be repeated')
        .argParser((one: string, all: string[]) => [...all, one])
        .default([] as string[], 'none'),
    )
    .addOption(plainOption())
    .action(async (place, checkout, options) => {
      const { gradeOn } = await import('../occasion/grade-on.ts');
      await interruptible((signal) => gradeOn(place, checkout, options, signal));
    });
}
