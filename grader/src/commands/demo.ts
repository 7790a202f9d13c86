import { perform } from '../demo/act.ts';
import { blogAct } from '../demo/blog/act.ts';
import { chatAct } from '../demo/chat/act.ts';
import { createScreen } from '../demo/screen.ts';
import { tasksAct } from '../demo/tasks/act.ts';
import { terminalOf } from '../serve/terminal.ts';

/**
 * Shows what the chapter is about on the reference halves, in a good two minutes.
 * Where a person watches it pauses between the scenes; elsewhere it is plain text.
 */
export async function demo({ plain }: { plain: boolean }, signal: AbortSignal): Promise<void> {
  try {
    using screen = createScreen(terminalOf(plain));
    await perform(blogAct, screen, signal);
    await perform(tasksAct, screen, signal);
    await perform(chatAct, screen, signal);
    screen.tell(
      'Your turn',
      'Write the halves yourself: exercises/01-blog/README.md is where it begins. "npm run serve -- blog sync --hold" puts the gate into your own hands.',
    );
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
