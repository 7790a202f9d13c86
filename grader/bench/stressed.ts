import { blogVolleys } from './blog-volleys.ts';
import type { RegimeName } from './regimes.ts';
import type { TimedVolley } from './stopwatch-rule.ts';

/** What of an exercise the stress grades. */
export interface Stressed {
  readonly exercise: string;
  /** Wrong in how they overlap or take turns, as `part/name`. */
  readonly mutants: readonly string[];
  /** What is graded of which subjects under `--short`. */
  readonly short: {
    readonly part: 'sync' | 'async';
    readonly subjects: Readonly<Partial<Record<RegimeName, readonly string[]>>>;
  };
  /** What the stopwatch times. */
  readonly volleys: readonly TimedVolley[];
}

/** The exercises that are stressed. */
export const stressed: readonly Stressed[] = [
  {
    exercise: '01-blog',
    mutants: [
      'async/mutex-around-the-handler',
      'async/ten-calls-at-once',
      'async/lookups-in-turn',
      'sync/secretly-async',
      'sync/five-workers-for-four',
    ],
    short: {
      part: 'async',
      subjects: {
        // What the others are compared with; `npm test` grades alternatives and mutants idle.
        idle: ['solution'],
        // Here a grading takes ten times as long, and a mutant also passes what it should.
        busy: ['mutant async/lookups-in-turn'],
        frozen: ['solution', 'alternative async/fastify', 'mutant async/mutex-around-the-handler'],
      },
    },
    volleys: blogVolleys,
  },
  {
    exercise: '02-tasks',
    mutants: [
      'async/no-limit',
      'async/one-more-than-the-limit',
      'async/a-group-waits-for-its-slowest',
      'async/pause-holds-its-slot',
      'sync/mail-after-the-answer',
    ],
    short: {
      part: 'async',
      subjects: { idle: ['solution'] },
    },
    // What a stopwatch makes of a volley is seen with the blog's.
    volleys: [],
  },
  {
    exercise: '03-chat',
    mutants: [
      'async/ten-moderations-at-once',
      'async/a-lock-over-the-room',
      'async/heard-as-moderated',
      'async/one-poll-woken',
      'sync/secretly-async',
    ],
    short: { part: 'async', subjects: { idle: ['solution'] } },
    volleys: [],
  },
];
