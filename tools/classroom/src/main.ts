import { Command } from '@commander-js/extra-typings';
import { oneLine } from '@overlap/grader/commands/one-line.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { exportCommand } from './commands/export.ts';

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
  program.addCommand(exportCommand());
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
