import { Command, Option } from '@commander-js/extra-typings';
import { interruptible } from '../src/commands/interruptible.ts';
import { solutionsFolder } from '../src/kit/solutions.ts';
import { openWorkspace } from '../src/submission/workspace.ts';
import type { Timed } from './stopwatch-rule.ts';
import { stressed } from './stressed.ts';
import { timeVolley } from './time-volley.ts';

// A program of its own, so that a regime does to it what it does to a grader.
await new Command('stopwatch')
  .description('Times the volleys of an exercise and prints the figures as JSON.')
  .argument('<exercise>')
  .addOption(new Option('--part <part>', 'one half').choices(['sync', 'async'] as const))
  .option('--submission <dir>', 'a folder; the solution when it is left out')
  .action((exercise, options) =>
    interruptible(async (signal) => {
      const { submission, part } = options;
      const where = { submission: submission ?? solutionsFolder };
      await using workspace = await openWorkspace(exercise, where);
      const volleys = stressed.find((one) => one.exercise === exercise)?.volleys ?? [];
      const all: Timed[] = [];
      for (const volley of volleys) {
        if (part !== undefined && part !== volley.part) continue;
        all.push(await timeVolley(workspace, volley, signal));
      }
      console.log(JSON.stringify(all));
    }),
  )
  .parseAsync();
