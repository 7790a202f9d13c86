import { execa } from 'execa';

/**
 * Runs git in a folder as it would run there by itself, also from within a hook of another
 * repository, and returns what it prints.
 */
export async function git(
  folder: string,
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  // A checkout in a container often belongs to another user.
  const { stdout } = await execa('git', ['-c', 'safe.directory=*', ...command], {
    cwd: folder,
    extendEnv: false,
    env: { ...Object.fromEntries(own), ...environment },
  });
  return stdout;
}
