import { Command } from '@commander-js/extra-typings';
import { runProgram } from '@overlap/grader/commands/run-program.ts';
import { bundleCommand } from './commands/bundle.ts';
import { exportCommand } from './commands/export.ts';
import { gradeOnCommand } from './commands/grade-on.ts';
import { gradeCommand } from './commands/grade.ts';
import { sealCommands } from './commands/seal.ts';

/** Runs one command line of an instructor; sets the exit code of the process. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('npm run classroom --').description(
    'What instructors need: student repositories, and the grading of record.',
  );
  program.addCommand(gradeCommand()).addCommand(exportCommand()).addCommand(bundleCommand());
  program.addCommand(gradeOnCommand());
  for (const command of sealCommands()) program.addCommand(command);
  await runProgram(program, argv);
}
