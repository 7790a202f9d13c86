import { execa } from 'execa';

/** Runs git in a folder as it would run there by itself, also from within a hook of another repository. */
export async function git(folder: string, ...command: readonly string[]): Promise<string> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  // A checkout in a container often belongs to another user.
  const { stdout } = await execa('git', ['-c', 'safe.directory=*', ...command], {
    cwd: folder,
    extendEnv: false,
    env: Object.fromEntries(own),
  });
  return stdout;
}
