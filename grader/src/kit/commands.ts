import { relative } from 'node:path';
import { Command, Option, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { interruptible } from '../commands/interruptible.ts';
import { plainOption } from '../commands/plain-option.ts';
import { allExercises } from '../submission/exercises.ts';
import { hiddenChecksOf } from './hidden-checks.ts';
import { requireSolutions, solutionsFolder } from './solutions.ts';

/** Adds what needs the solutions: two commands, and options of those that take a submission. */
export function addKitCommands(program: Command): void {
  for (const command of program.commands) {
    command.addOption(
      new Option('--solutions', 'the reference solution instead of your work').conflicts(
        'submission',
      ),
    );
    command.hook('preAction', () => {
      if (command.getOptionValue('solutions') !== true) return;
      requireSolutions();
      // As a person would have typed it: it is in the command that grades a check again.
      const here = process.env['INIT_CWD'] ?? process.cwd();
      command.setOptionValue('submission', relative(here, solutionsFolder));
    });
    if (command.name() === 'grade') addHidden(command);
  }
  program.addCommand(demoCommand()).addCommand(generateCommand());
}

function addHidden(grade: CommandUnknownOpts): void {
  const text = "the instructors' hidden checks too";
  grade.addOption(new Option('--hidden', text).conflicts('watch'));
  grade.hook('preAction', () => {
    if (grade.getOptionValue('hidden') !== true) return;
    // Before anything is graded or written.
    for (const exercise of allExercises()) hiddenChecksOf(exercise);
    grade.setOptionValue('also', hiddenChecksOf);
    grade.setOptionValue('replayOptions', ['--hidden']);
  });
}

function demoCommand() {
  return new Command('demo')
    .description('Shows in a good two minutes what overlapping is, with the reference servers.')
    .addOption(plainOption())
    .action(async (options) => {
      requireSolutions();
      const { demo } = await import('../commands/demo.ts');
      await interruptible((signal) => demo(options, signal));
    });
}

function generateCommand() {
  return new Command('generate')
    .description(
      "Writes what follows from the code: the schemas and the exercises' tables of checks.",
    )
    .action(async () => {
      const { generate } = await import('../commands/generate.ts');
      await generate();
    });
}
