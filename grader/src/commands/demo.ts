import { createScreen, type Screen } from '../demo/screen.ts';
import {
  askForHealth,
  askTheClock,
  close,
  compareRounds,
  explainWorkers,
  introduce,
  playAsync,
  playFourWorkers,
  playOneWorker,
} from '../demo/scenes.ts';
import { startCast, type Cast } from '../demo/stage.ts';
import { terminalOf } from '../serve/terminal.ts';
import { openWorkspace, type Workspace } from '../submission/workspace.ts';

/**
 * Shows what the chapter is about on the reference halves of the blog, in less than two minutes.
 * Where a person watches it pauses between the scenes; elsewhere it is plain text.
 */
export async function demo({ plain }: { plain: boolean }, signal: AbortSignal): Promise<void> {
  try {
    using screen = createScreen(terminalOf(plain));
    await show(screen, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

async function show(screen: Screen, signal: AbortSignal): Promise<void> {
  await using workspace = await openWorkspace('01-blog', { solutions: true });
  introduce(screen);
  await using cast = await startDuring(screen, workspace, signal);
  const one = await playOneWorker(screen, cast);
  await screen.pause(signal);
  const four = await playFourWorkers(screen, cast);
  await screen.pause(signal);
  const async = await playAsync(screen, cast);
  await screen.pause(signal);
  compareRounds(screen, [one, four, async]);
  await screen.pause(signal);
  explainWorkers(screen, cast);
  await screen.pause(signal);
  await askTheClock(screen, cast);
  await screen.pause(signal);
  await askForHealth(screen, cast);
  await screen.pause(signal);
  close(screen);
}

/** Starts the servers while the introduction is read; leaves none behind when either of both fails. */
async function startDuring(
  screen: Screen,
  workspace: Workspace,
  signal: AbortSignal,
): Promise<Cast> {
  const failed = new AbortController();
  const starting = startCast(workspace, signal);
  starting.catch((error: unknown) => failed.abort(error));
  const reading = screen.pause(AbortSignal.any([signal, failed.signal]));
  const [cast, read] = await Promise.allSettled([starting, reading]);
  if (cast.status === 'rejected') throw cast.reason;
  if (read.status === 'fulfilled') return cast.value;
  await cast.value[Symbol.asyncDispose]();
  throw read.reason;
}
