import { reasonOf } from '@overlap/grader/output/destination.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';

/** What the file system refuses is the caller's to mend. */
export function attempt<T>(named: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // Without the call that failed and its temporary names.
    const reason = reasonOf(error).replace(/, \w+ '.*$/s, '');
    throw new UsageError(`cannot write "${named}": ${reason}`);
  }
}
