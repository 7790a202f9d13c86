import type { SmtpGate } from '../../gate/smtp-gate.ts';
import { tasksPlayground } from '../../serve/playgrounds/tasks.ts';
import { startPair, type Pair } from '../../serve/start-pair.ts';
import type { Workspace } from '../../submission/workspace.ts';
import { variablesOf, type Contestant } from '../contestant.ts';
import { CompareProblem } from '../problem.ts';
import { countFile } from './count-file.ts';
import type { Load } from './plan.ts';
import { isFault, type Deadline, type Fault, type Run } from './run.ts';
import { sendMails } from './send-mails.ts';

/** A fresh server of a contestant and its fresh mail server. */
export type Contest = Pair<SmtpGate>;

/** A time-out of the server's mails that does not fire on a slow machine. */
const timeoutMs = 60_000;
/** What is done before the measurement, so that it does not measure how code is loaded and threads start. */
const warmUps = { mails: 12, bytes: 64 * 1024 } as const;
const warmUpMs = 20_000;

/** Starts a contestant whose mail server answers at once. */
export function startContest(
  workspace: Workspace,
  contestant: Contestant,
  signal: AbortSignal,
): Promise<Contest> {
  const { half } = contestant;
  const options = { half, timeoutMs, signal, variables: variablesOf(contestant) };
  return startPair(workspace, tasksPlayground, options);
}

/** Puts a contestant under a load once. */
export function runOnce(
  contest: Contest,
  { contestant: { half }, load }: { contestant: Contestant; load: Load },
  deadline: Deadline,
): Promise<Run | Fault> {
  if (load.kind === 'mails') return sendMails(contest, { ...load, half }, deadline);
  return countFile(contest.server, { bytes: load.mebibytes * 2 ** 20, half }, deadline);
}

/** Sends a few mails, or a small file; throws a `CompareProblem` when nothing comes of it. */
export async function warmUp(
  contest: Contest,
  { half }: Contestant,
  { kind, signal }: { kind: Load['kind']; signal: AbortSignal },
): Promise<void> {
  const deadline = { deadlineMs: warmUpMs, signal };
  const outcome =
    kind === 'mails'
      ? await sendMails(contest, { count: warmUps.mails, delayMs: 0, half }, deadline)
      : await countFile(contest.server, { bytes: warmUps.bytes, half }, deadline);
  if (isFault(outcome)) throw new CompareProblem(`${half}/app.ts: ${outcome.fault}.`);
}
