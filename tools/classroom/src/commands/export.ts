import { Command, Option } from '@commander-js/extra-typings';
import { interruptible } from '@overlap/grader/commands/interruptible.ts';
import { exportTo } from '../export/export-to.ts';

/** `export`: a repository for students. */
export function exportCommand() {
  return new Command('export')
    .description(
      'Writes a repository for students: the exercises, the grader, nothing that solves.',
    )
    .argument('<dir>', 'a folder that does not exist yet, or is empty')
    .option('--exercises <list>', 'such as blog,chat; all when it is left out')
    .option('--git', 'makes it a Git repository with one commit')
    .option('--system-node', 'asks for Node 24 or newer on the machine, and brings none')
    .addOption(updateOption())
    .action(async (folder, options) => {
      await interruptible((signal) => exportTo(folder, options, signal));
    });
}

function updateOption() {
  const text = "renews the kit's files in a repository, and leaves the student's alone";
  return new Option('--update', text).conflicts('git');
}
