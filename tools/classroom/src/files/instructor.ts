import { projectRoot } from '@overlap/grader/server/environment.ts';
import { git } from './git.ts';

/** Stands in the workflow for the instructor's repository when that is not known. */
export const unknownInstructor = 'OWNER/REPOSITORY';

/** The instructor's repository on GitHub, such as `uni/overlap`: where this checkout came from. */
export async function instructorRepository(): Promise<string> {
  try {
    return repositoryIn(await git(projectRoot, ['remote', 'get-url', 'origin']));
  } catch {
    return unknownInstructor;
  }
}

/** `uni/overlap` of `git@github.com:uni/overlap.git` or `https://github.com/uni/overlap`. */
export function repositoryIn(url: string): string {
  const found =
    /^(?:https:\/\/(?:[^@/]+@)?|ssh:\/\/git@|git@)github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/;
  return found.exec(url.trim())?.[1] ?? unknownInstructor;
}
