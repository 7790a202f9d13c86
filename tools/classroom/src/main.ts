import { Command } from '@commander-js/extra-typings';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';

/** Runs one command line of an instructor; sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('npm run classroom --')
    .description('What instructors need: student repositories, and the grading of record.')
    .showHelpAfterError(false)
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      throw error;
    });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof Error && 'exitCode' in error) return;
    process.exitCode = 2;
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
  }
}
