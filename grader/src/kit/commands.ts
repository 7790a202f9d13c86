import { relative } from 'node:path';
import { Command, Option } from '@commander-js/extra-typings';
import { interruptible } from '../commands/interruptible.ts';
import { plainOption } from '../commands/plain-option.ts';
import { solutionsFolder } from './solutions.ts';

/** Adds what needs the solutions: two commands, and an option of those that take a submission. */
export function addKitCommands(program: Command): void {
  for (const command of program.commands) {
    command.addOption(
      new Option('--solutions', 'the reference solution instead of your work').conflicts(
        'submission',
      ),
    );
    command.hook('preAction', () => {
      if (command.getOptionValue('solutions') !== true) return;
      // As a person would have typed it: it is in the command that grades a check again.
      const here = process.env['INIT_CWD'] ?? process.cwd();
      command.setOptionValue('submission', relative(here, solutionsFolder));
    });
  }
  program.addCommand(demoCommand()).addCommand(generateCommand());
}

function demoCommand() {
  return new Command('demo')
    .description('Shows in a good two minutes what overlapping is, with the reference servers.')
    .addOption(plainOption())
    .action(async (options) => {
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
