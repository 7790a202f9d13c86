import { solutionsFolder } from '../kit/solutions.ts';
import { openWorkspace, type Workspace } from '../submission/workspace.ts';
import type { Screen } from './screen.ts';

/** The part of the demo that one exercise plays. */
export interface Act<C extends AsyncDisposable> {
  readonly exercise: string;
  /** What the audience will see. */
  introduce(screen: Screen): void;
  /** Starts the servers. */
  startCast(workspace: Workspace, signal: AbortSignal): Promise<C>;
  /** Plays all scenes, with a pause after each. */
  play(screen: Screen, cast: C, signal: AbortSignal): Promise<void>;
}

/** Performs an act on the reference halves of its exercise. */
export async function perform<C extends AsyncDisposable>(
  act: Act<C>,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  await using workspace = await openWorkspace(act.exercise, { submission: solutionsFolder });
  act.introduce(screen);
  await using cast = await startDuring(screen, act.startCast(workspace, signal), signal);
  await act.play(screen, cast, signal);
}

/** Waits for the servers while the introduction is read; leaves none behind when either of both fails. */
async function startDuring<C extends AsyncDisposable>(
  screen: Screen,
  starting: Promise<C>,
  signal: AbortSignal,
): Promise<C> {
  const failed = new AbortController();
  starting.catch((error: unknown) => failed.abort(error));
  const reading = screen.pause(AbortSignal.any([signal, failed.signal]));
  const [cast, read] = await Promise.allSettled([starting, reading]);
  if (cast.status === 'rejected') throw cast.reason;
  if (read.status === 'fulfilled') return cast.value;
  await cast.value[Symbol.asyncDispose]();
  throw read.reason;
}
