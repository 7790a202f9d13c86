import type { CheckResult, Result } from '../../src/result/model.ts';
import { check, measurements, result, timeline } from './results.ts';

const author = 'a post page names its author';
const readers = 'fifty readers are served at once';
const hint =
  'One lookup at a time usually means that something between the request and the lookup blocks the event loop.';

/** The blog exercise with every check passed; the checks that are named get other facts. */
export function blog(
  changes: Readonly<Record<string, Partial<CheckResult>>> = {},
  facts: Partial<Result> = {},
): Result {
  const checks = [
    check('answers /healthz', { part: 'sync', tier: 'prerequisite', points: 0 }),
    check('lists the posts, newest first', { part: 'sync', points: 4 }),
    check('serves one reader after another with one worker', {
      part: 'sync',
      theme: 'overlap',
      points: 8,
    }),
    check('serves twelve readers in three rounds with four workers', {
      part: 'sync',
      theme: 'overlap',
      points: 6,
    }),
    check('starts and answers /healthz', { tier: 'prerequisite', points: 0 }),
    check(author, { points: 6 }),
    check('answers 404 for a post that does not exist', { points: 4 }),
    check('answers 422 with the reason for a post without a title', { tier: 'stretch', points: 6 }),
    check(readers, { theme: 'overlap', points: 16, needs: author }),
    check('looks up the authors of one page together', {
      theme: 'overlap',
      points: 14,
      needs: author,
    }),
    check('keeps the order of the posts whichever lookup ends first', {
      theme: 'overlap',
      tier: 'stretch',
      points: 12,
      needs: author,
    }),
    check('answers 502 when the author service hangs up', {
      theme: 'faults',
      tier: 'stretch',
      points: 12,
    }),
    check('needs fewer rounds async than sync on the same volley', {
      part: 'comparison',
      theme: 'speedup',
      points: 12,
    }),
  ].map((one) => ({ ...one, ...changes[one.title], ...earnedBy(changes[one.title]) }));
  return result(checks, { measurements, ...facts });
}

export const samples: Readonly<Record<string, Result>> = {
  passed: blog(),
  starter: starter(),
  serial: serial(),
  inconclusive: blog({
    [readers]: {
      verdict: 'inconclusive',
      message: 'expected 50 in flight at once, got 31 when the time was over',
      timelines: [{ ...timeline(31, 31, 50), inFlight: [31] }],
    },
    'looks up the authors of one page together': {
      verdict: 'errored',
      message: 'expected the author service to listen, got EADDRINUSE',
    },
  }),
  'did not start': blog(
    Object.fromEntries(
      serial().checks.map(({ title, part }): [string, Partial<CheckResult>] =>
        title === 'starts and answers /healthz'
          ? [
              title,
              {
                verdict: 'failed',
                message: 'expected the async server to listen on its port, got exit code 1',
                hint: 'An exit at the start usually means that a module was not found or that its code throws.',
                logLines: [
                  'file:///home/kim/overlap/exercises/01-blog/async/app.ts:14',
                  '  app.get("/posts/:slug", asnyc (request, response) => {',
                  '                          ^^^^^',
                  '\u001B[31mReferenceError: asnyc is not defined\u001B[39m',
                  '    at file:///home/kim/overlap/exercises/01-blog/async/app.ts:14:27',
                  '    at ModuleJob.run (node:internal/modules/esm/module_job:343:25)',
                  '    at async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
                ],
              },
            ]
          : [
              title,
              part === 'async' ? { verdict: 'skipped', needs: 'starts and answers /healthz' } : {},
            ],
      ),
    ),
  ),
};

function starter(): Result {
  const facts: Partial<CheckResult> = { verdict: 'failed', message: 'expected 200, got 501' };
  const whole = blog();
  return blog(
    Object.fromEntries(
      whole.checks
        .filter(({ tier }) => tier !== 'prerequisite')
        .map(({ title, needs }) => [title, needs === undefined ? facts : { verdict: 'skipped' }]),
    ),
    { measurements: [] },
  );
}

function serial(): Result {
  return blog({
    [readers]: {
      verdict: 'failed',
      earned: 4,
      message: 'expected 50 in flight at once, got 1',
      hint,
      timelines: [timeline(50, 1)],
      replay: 'npm run grade -- blog --check "fifty readers" --seed 42',
    },
    'looks up the authors of one page together': {
      verdict: 'failed',
      message: 'expected 10 in flight at once, got 1',
      hint,
      timelines: [timeline(10, 1)],
    },
    'answers 502 when the author service hangs up': {
      verdict: 'failed',
      message: 'expected 502, got no answer: socket hang up',
    },
  });
}

function earnedBy(facts: Partial<CheckResult> | undefined): Partial<CheckResult> {
  if (facts?.verdict === undefined) return {};
  return { earned: facts.earned ?? 0 };
}
