import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Activity } from '../gate/activity.ts';
import { startServer, type Server } from '../server/server.ts';
import type { Workspace } from '../submission/workspace.ts';

export interface HalfOptions {
  readonly half: 'sync' | 'async';
  readonly variables: Readonly<Record<string, string>>;
  readonly activity: Activity;
  readonly signal: AbortSignal;
  readonly echo?: (text: string) => void;
}

/** Past this nothing is said about a volley. */
const capMs = 60_000;

/** Starts a half of a submission with an empty store; throws a `StartFailure` when it does not come up. */
export function startHalf(
  { custody, folder, manifest, trustProc }: Workspace,
  options: HalfOptions,
): Promise<Server> {
  const id = randomUUID();
  return startServer({
    ...options,
    command: manifest[options.half].command,
    folder,
    trustProc,
    dataDir: join(custody.runFolder, `data-${id}`),
    mark: `${custody.mark}-${id}`,
    runFolder: custody.runFolder,
    capMs,
  });
}
