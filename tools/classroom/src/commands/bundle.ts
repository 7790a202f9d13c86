import { Argument, Command } from '@commander-js/extra-typings';
import { interruptible } from '@overlap/grader/commands/interruptible.ts';
import { bundleTo } from '../bundle/bundle-to.ts';
import { places } from '../bundle/places.ts';

/** `bundle`: what a place elsewhere needs to grade. */
export function bundleCommand() {
  const names = Object.keys(places) as (keyof typeof places)[];
  return new Command('bundle')
    .description('Writes what Classroom 50 or Gradescope needs to grade: the kit and its starter.')
    .addArgument(new Argument('<place>', 'where submissions are graded').choices(names))
    .argument('<dir>', 'a folder that does not exist yet, or is empty')
    .action(async (place, folder) => {
      await interruptible((signal) => bundleTo(folder, places[place], signal));
    });
}
