import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Argument, Command, Option } from '@commander-js/extra-typings';
import { interruptible } from './commands/interruptible.ts';
import { plainOption } from './commands/plain-option.ts';
import { runProgram } from './commands/run-program.ts';
import { wholeNumberFrom } from './commands/whole-number.ts';
import { parts } from './result/model.ts';

const submission = new Option('--submission <dir>', 'a folder elsewhere');
const half = new Argument('[half]', 'which server')
  .choices(['sync', 'async'] as const)
  .default('async' as const);

/** What only the whole kit can do: a student's repository comes without it. */
const kitCommands = join(import.meta.dirname, 'kit/commands.ts');

/** Runs one command line; sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('npm run').description(
    'Exercises in asynchronous and synchronous web frameworks, and their grader.',
  );
  program.addCommand(gradeCommand()).addCommand(serveCommand()).addCommand(compareCommand());
  if (existsSync(kitCommands)) {
    const { addKitCommands } = await import('./kit/commands.ts');
    addKitCommands(program);
  }
  for (const command of program.commands) {
    command.usage(`-- ${command.usage().replace('[options] ', '')} [options]`);
  }
  await runProgram(program, argv);
}

function gradeCommand() {
  return new Command('grade')
    .description('Grades the work in exercises/, every exercise or the one that is named.')
    .argument('[exercise]', 'such as blog; all when it is left out')
    .addOption(new Option('--only <part>', 'one part of an exercise').choices(parts))
    .option('--check <text>', 'the checks whose title has this text')
    .option('--next', 'the next failing check alone, core first')
    .addOption(tierOption())
    .option('--bonus', 'the bonus checks too')
    .addOption(requireOption())
    .option('--seed <n>', 'the seed of the random streams', wholeNumberFrom(0))
    .addOption(emitOption())
    .option('--json <file>', 'the same as --emit json=<file>')
    .addOption(submission)
    .addOption(watchOption())
    .addOption(plainOption())
    .option('--verbose', "shows the servers' own output")
    .action(async (exercise, options) => {
      const { grade } = await import('./commands/grade.ts');
      await interruptible((signal) => grade(exercise, options, signal));
    });
}

function emitOption() {
  const text =
    'writes the result for another program, again after each check: autolab, classroom50, ctrf, gradescope, json, junit, prairielearn with a file; github, autolab without; may be repeated';
  return new Option('--emit <format=file>', text)
    .argParser((one: string, all: string[]) => [...all, one])
    .default([] as string[], 'none');
}

function watchOption() {
  const text = 'grades again what a saved file touches';
  return new Option('--watch', text).conflicts(['next', 'emit', 'json']);
}

function tierOption() {
  const tiers = ['core', 'stretch', 'bonus'] as const;
  return new Option('--tier <tier>', 'the checks of one tier').choices(tiers);
}

function requireOption() {
  const required = ['core', 'all'] as const;
  const text = 'which checks must pass for exit code 0';
  return new Option('--require <which>', text).choices(required).default('all' as const);
}

function serveCommand() {
  return new Command('serve')
    .description('Starts one server and the slow service that it calls, to try by hand.')
    .argument('<exercise>', 'such as blog')
    .addArgument(half)
    .option('--delay <ms>', 'how long the slow service takes', wholeNumberFrom(0), 200)
    .option('--hold', 'calls wait until Enter is pressed', false)
    .addOption(submission)
    .addOption(plainOption())
    .action(async (exercise, half, options) => {
      const { serve } = await import('./commands/serve.ts');
      await interruptible((signal) => serve(exercise, half, options, signal));
    });
}

function compareCommand() {
  return new Command('compare')
    .description('Measures both halves by the clock and puts the figures side by side.')
    .argument('<exercise>', 'such as blog')
    .option('--json <file>', 'writes the figures as JSON')
    .addOption(submission)
    .addOption(plainOption())
    .action(async (exercise, options) => {
      const { compare } = await import('./commands/compare.ts');
      await interruptible((signal) => compare(exercise, options, signal));
    });
}
