import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import type { Environment, Occasion } from './occasion.ts';
import { touchedSince } from './touched.ts';

/** What is read here of an event: https://docs.github.com/en/webhooks/webhook-events-and-payloads */
const eventSchema = z.looseObject({
  // Of a push.
  before: z.string().optional(),
  forced: z.boolean().optional(),
  // In seconds in the event of a push, and written out in others.
  repository: z.looseObject({ pushed_at: z.union([z.number(), z.string()]) }).optional(),
  pull_request: z
    .looseObject({
      updated_at: z.string(),
      user: z.looseObject({ login: z.string() }),
      base: z.looseObject({ sha: z.string() }),
    })
    .optional(),
});

type Event = z.infer<typeof eventSchema>;

/**
 * What GitHub Actions tells of a push, a pull request or a run by hand. A push is graded by what it
 * changed since the commit that was graded last, when that is known: a run that was superseded may
 * have been stopped before it graded anything.
 */
export async function onGithub(
  checkout: string,
  environment: Environment,
  gradedLast?: string,
): Promise<Occasion> {
  const event = await readEvent(environment['GITHUB_EVENT_PATH']);
  const login = event.pull_request?.user.login ?? environment['GITHUB_ACTOR'];
  const submittedAt = timeOf(event);
  const exercises = await exercisesOf(event, checkout, gradedLast);
  return {
    ...(login !== undefined && { login }),
    ...(submittedAt !== undefined && { submittedAt }),
    ...(exercises !== undefined && { exercises }),
  };
}

async function readEvent(path: string | undefined): Promise<Event> {
  if (path === undefined || path === '') {
    throw new UsageError('expected GITHUB_EVENT_PATH to be set, as in a step of GitHub Actions');
  }
  const parsed = eventSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(
    `GITHUB_EVENT_PATH: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
  );
}

/** When GitHub got the work, which is no date that a commit claims to be of. */
function timeOf({ pull_request: request, repository }: Event): string | undefined {
  const time = request?.updated_at ?? repository?.pushed_at;
  if (time === undefined) return undefined;
  return new Date(typeof time === 'number' ? time * 1000 : time).toISOString();
}

async function exercisesOf(
  { before, forced, pull_request: request }: Event,
  checkout: string,
  gradedLast: string | undefined,
): Promise<string[] | undefined> {
  if (forced === true) return undefined;
  const begin = request?.base.sha ?? before;
  if (begin === undefined) return undefined;
  const sinceGraded =
    gradedLast === undefined ? undefined : await touchedSince(checkout, gradedLast);
  return sinceGraded ?? (await touchedSince(checkout, begin));
}
