import { execa } from 'execa';
import { projectRoot } from '../src/server/environment.ts';
import type { Surroundings } from './regime.ts';

/** How something is run under a regime. */
export interface Running {
  readonly surroundings: Surroundings;
  readonly seed: number;
  readonly signal: AbortSignal;
}

/** How long a grader may take to end what it started before it is killed. */
const endMs = 10_000;

/**
 * Runs a program of this project under a regime and returns what came of it; rejects when interrupted.
 * It gets a session of its own: Linux shares the CPUs among sessions, and those that run at the same
 * time would only take turns in one.
 */
export async function runNode(
  words: readonly string[],
  deadlineMs: number,
  { surroundings, seed, signal }: Running,
) {
  const [file = '', ...args] = surroundings.command([process.execPath, ...words]);
  const child = execa(file, args, {
    cwd: projectRoot,
    detached: true,
    reject: false,
    stdin: 'ignore',
    cancelSignal: signal,
    timeout: deadlineMs,
    forceKillAfterDelay: endMs,
  });
  await using _company = surroundings.accompany(child.pid ?? -1, seed);
  const result = await child;
  signal.throwIfAborted();
  return result;
}
