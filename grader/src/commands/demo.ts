import { perform } from '../demo/act.ts';
import { blogAct } from '../demo/blog/act.ts';
import { createScreen } from '../demo/screen.ts';
import { tasksAct } from '../demo/tasks/act.ts';
import { terminalOf } from '../serve/terminal.ts';

/**
 * Shows what the chapter is about on the reference halves, in about two minutes.
 * Where a person watches it pauses between the scenes; elsewhere it is plain text.
 */
export async function demo({ plain }: { plain: boolean }, signal: AbortSignal): Promise<void> {
  try {
    using screen = createScreen(terminalOf(plain));
    await perform(blogAct, screen, signal);
    await perform(tasksAct, screen, signal);
    screen.tell(
      'Your turn',
      'Write the halves yourself: exercises/01-blog/README.md and exercises/02-tasks/README.md tell how. "npm run serve -- blog sync --hold" puts the gate into your own hands.',
    );
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
