import { Command, Option } from '@commander-js/extra-typings';
import { interruptible } from '../src/commands/interruptible.ts';
import { runProgram } from '../src/commands/run-program.ts';
import { wholeNumberFrom } from '../src/commands/whole-number.ts';
import { requireSolutions } from '../src/kit/solutions.ts';
import { exerciseNamed } from '../src/submission/exercises.ts';
import { regimeNames, regimes } from './regimes.ts';
import { runStress } from './run-stress.ts';

/** `--short` is for every change, so it keeps to what shows most in three minutes. */
const shortRegimes: readonly string[] = ['idle', 'busy', 'frozen'];

const program = new Command('npm run stress --')
  .description(
    'Grades what is known under regimes that mislead a clock, and counts wrong verdicts.',
  )
  .addOption(new Option('--regime <name...>', 'only these; may be repeated').choices(regimeNames))
  .option('--verdicts <n>', 'check verdicts under each regime, at least', wholeNumberFrom(1), 1000)
  .option('--exercise <name>', 'only the submissions of one exercise, such as tasks')
  .option('--subject <text>', 'only the submissions with this text in their name', '')
  .option('--seed <n>', 'the seed of every grading, to repeat one', wholeNumberFrom(0))
  .option('--no-stopwatch', 'without timing the same volleys')
  .option('--short', 'one pass through a few subjects, in less than three minutes', false)
  .action(async ({ regime, verdicts, short, exercise, subject, stopwatch, seed }) => {
    requireSolutions();
    const names: readonly string[] = regime ?? (short ? shortRegimes : regimeNames);
    const plan = {
      regimes: regimes.filter(({ name }) => names.includes(name)),
      verdicts,
      short,
      text: subject,
      stopwatch,
      ...(exercise !== undefined && { exercise: exerciseNamed(exercise) }),
      ...(seed !== undefined && { seed }),
    };
    await interruptible(async (signal) => {
      const isRight = await runStress(plan, signal);
      if (!isRight) process.exitCode = 1;
    });
  });

await runProgram(program, process.argv);
