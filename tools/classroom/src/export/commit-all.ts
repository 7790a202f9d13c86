import { reasonOf } from '@overlap/grader/output/destination.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { git } from '../files/git.ts';

const [name, email] = ['Overlap', 'overlap@localhost'];

/** Nothing of how git is set up on this machine: no hooks, no signatures, nobody's name. */
const environment = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: name,
  GIT_AUTHOR_EMAIL: email,
  GIT_COMMITTER_NAME: name,
  GIT_COMMITTER_EMAIL: email,
};

/** Makes a folder a repository whose only commit has everything in it. */
export async function commitAll(folder: string): Promise<void> {
  const run = (...command: string[]) => git(folder, command, environment);
  try {
    await run('init', '--quiet', '--template=', '--initial-branch=main');
    // By force: what a person ignores everywhere is named in a file that git always reads.
    await run('add', '--all', '--force');
    await run('commit', '--quiet', '--message', 'Add the exercises');
  } catch (error) {
    throw new UsageError(`cannot make a Git repository: ${reasonOf(error)}`);
  }
}
