import { ExecaError } from 'execa';
import { git } from '../files/git.ts';

/**
 * The exercises in which a checkout differs from one of its earlier commits; `undefined` when it
 * does not hold that commit, as after a forced push.
 */
export async function touchedSince(
  checkout: string,
  commit: string,
): Promise<string[] | undefined> {
  if (!(await holds(checkout, commit))) return undefined;
  const options = ['--name-only', '--no-renames', '--no-ext-diff', '-z'];
  const paths = await git(checkout, ['diff', ...options, commit, 'HEAD', '--', 'exercises']);
  const names = paths.split('\0').map((path) => path.split('/')[1] ?? '');
  return [...new Set(names)].filter((name) => name !== '').sort();
}

/** The commit that is checked out. */
export async function headOf(checkout: string): Promise<string> {
  return await git(checkout, ['rev-parse', '--verify', 'HEAD']);
}

async function holds(checkout: string, commit: string): Promise<boolean> {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return false;
  try {
    await git(checkout, ['cat-file', '-e', `${commit}^{commit}`]);
    return true;
  } catch (error) {
    if (error instanceof ExecaError && typeof error.exitCode === 'number') return false;
    throw error;
  }
}
