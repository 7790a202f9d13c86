import { Command } from '@commander-js/extra-typings';
import { oneLine } from '@overlap/grader/commands/one-line.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { bundleCommand } from './commands/bundle.ts';
import { exportCommand } from './commands/export.ts';
import { gradeOnCommand } from './commands/grade-on.ts';
import { gradeCommand } from './commands/grade.ts';
import { sealCommands } from './commands/seal.ts';

/** Runs one command line of an instructor; sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('npm run classroom --')
    .description('What instructors need: student repositories, and the grading of record.')
    .showHelpAfterError(false)
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      throw error;
    });
  program.addCommand(gradeCommand()).addCommand(exportCommand()).addCommand(bundleCommand());
  program.addCommand(gradeOnCommand());
  for (const command of sealCommands()) program.addCommand(command);
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof Error && 'exitCode' in error) return;
    process.exitCode = 2;
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
  }
}
