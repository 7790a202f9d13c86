import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { escape } from '../report/escape.ts';
import { UsageError } from '../submission/usage-error.ts';

/**
 * Runs one command line and sets the exit code of the process. What cannot be done is one line and
 * the exit code 2.
 */
export async function runProgram(
  program: CommandUnknownOpts,
  argv: readonly string[],
): Promise<void> {
  program
    .showHelpAfterError(false)
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .exitOverride((error) => {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      throw error;
    });
  for (const command of program.commands) command.copyInheritedSettings(program);
  // A reader that stops reading, such as `head`, ends the command.
  process.stdout.on('error', () => process.exit(2));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    report(error);
  }
}

/** What Commander says of a command line that it does not understand, as one line. */
function oneLine(text: string): string {
  const line = text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  return `${line}; --help explains the options\n`;
}

/** Commander has said already what is wrong with the command line. */
function report(error: unknown): void {
  if (error instanceof Error && 'exitCode' in error) return;
  process.exitCode = 2;
  const isUsage = error instanceof UsageError;
  console.error(isUsage ? error.message : brokenText(error));
}

function brokenText(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    'The grader broke, which is not your fault:',
    ...stack.split('\n').map((line) => escape(line)),
  ].join('\n');
}
