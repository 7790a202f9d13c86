import type { Result } from '../../../src/result/model.ts';
import { notOverMessage } from '../../../src/result/not-over.ts';
import { blog, samples } from '../samples.ts';
import { check, measurements, result, timeline } from '../results.ts';

const author = 'a post page names its author';

/** Every verdict, partial points and bonus. */
export const mixed: Result = result(
  [
    check('answers /healthz', { part: 'sync', tier: 'prerequisite', points: 0 }),
    check(author, { points: 6 }),
    check('fifty readers are served at once', {
      theme: 'overlap',
      points: 16,
      earned: 4,
      verdict: 'failed',
      message: 'expected 50 calls in flight together, got 2',
      hint: 'Too few usually means that something lets only so many pages through at a time.',
      timelines: [timeline(6, 2, 50)],
      logLines: ['listening on port 3000', 'GET /posts/1 200'],
    }),
    check('a failed lookup fails only its own page', {
      theme: 'faults',
      tier: 'stretch',
      points: 5,
      verdict: 'inconclusive',
      message: "expected 502, got nothing when the machine's time was up",
    }),
    check('a reader who hangs up cancels his lookups', {
      theme: 'faults',
      tier: 'stretch',
      points: 7,
      verdict: 'skipped',
      needs: 'a failed lookup fails only its own page',
    }),
    check('SIGTERM lets held pages finish', {
      theme: 'faults',
      tier: 'stretch',
      points: 3,
      verdict: 'errored',
      message: 'expected a gate, got EMFILE',
    }),
    check('two workers share the numbers', { theme: 'bonus', tier: 'bonus', points: 5 }),
  ],
  { measurements },
);

/** Another exercise, of which only a part was graded, where quiet cannot be seen. */
export const part: Result = result(
  [
    check('a mail is sent in the background', {
      points: 8,
      verdict: 'failed',
      message: 'expected 202, got 200',
    }),
  ],
  {
    exercise: '02-tasks',
    submission: 'exercises/02-tasks',
    startedAt: '2026-03-02T10:00:41.500Z',
    durationMs: 9_000,
    mode: 'provisional',
    complete: false,
  },
);

/** What a student's program may print to be mistaken for something else. */
export const hostileTexts = [
  '\u001B[31mred\u001B[0m \u001B]0;title\u0007 bell\u0007 nul\u0000',
  ']]> </failure><testcase name="forged"/> <!-- & &amp; "quoted\' -->',
  '::error::forged',
  '  ::add-mask::a',
  '##[error]forged ##[stop-commands]x',
  '100%0A::set-env name=PATH::x%0D%25',
  'line\r\n::warning::forged\n::stop-commands::x',
  'lone \uD800 and \uDFFF, noncharacter \uFFFE',
  '<script>alert(1)</script><img src=x onerror=alert(1)></details></summary>',
  '```\n# Score: 100 of 100\n```` | **bold** | [link](javascript:alert(1)) <!-- | -->',
  'x'.repeat(200_000),
  '`'.repeat(5000),
  '{"scores":{"01-blog":1000}}',
  'bidi \u202Egnp.exe and zero\u200Bwidth \u2028 \u2029',
  'Zoë “日本語” ✔️ 👍🏽 8 × 201',
];

const [first = ''] = hostileTexts;

/** Each of them in every place that a student's text can come to. */
export const hostile: Result = result(
  hostileTexts.flatMap((text) =>
    (['failed', 'errored', 'inconclusive', 'skipped'] as const).map((verdict) =>
      check(`says ${text}`, {
        verdict,
        theme: text,
        message: text,
        hint: text,
        needs: text,
        logLines: hostileTexts,
        replay: `npm run grade -- --submission "${text}"`,
        timelines: [
          { ...timeline(3, 1), calls: [{ label: text, from: 1 }], expected: text, inFlight: [1] },
        ],
      }),
    ),
  ),
  {
    submission: first,
    measurements: [{ name: first, label: first, value: 1, unit: first, predicted: first }],
  },
);

/** What is known of a grading in its middle. */
export const unfinished: Result = blog(
  Object.fromEntries(
    blog()
      .checks.slice(4)
      .map(({ title }) => [title, { verdict: 'inconclusive', message: notOverMessage }]),
  ),
  { complete: false, measurements: [] },
);

/** Everything that an emitter must be able to take. */
export const cases: readonly (readonly [string, readonly Result[]])[] = [
  ...Object.entries(samples).map(([name, sample]) => [name, [sample]] as const),
  ['two exercises', [mixed, part]],
  ['hostile', [hostile]],
  ['unfinished', [unfinished]],
  ['nothing run', [result([])]],
  ['nothing at all', []],
];
