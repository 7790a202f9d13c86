import { z } from 'zod';

/** The version of the result model; it goes up when a reader of version n could misread n + 1. */
export const schemaVersion = 1;

export const verdicts = ['passed', 'failed', 'skipped', 'inconclusive', 'errored'] as const;
export const tiers = ['prerequisite', 'core', 'stretch', 'bonus'] as const;
/** What of a submission a check looks at. */
export const parts = ['sync', 'async', 'measure', 'comparison'] as const;
/** Who may see what came of a check, and when. */
export const visibilities = ['visible', 'after_due_date', 'hidden'] as const;

export type Verdict = (typeof verdicts)[number];
export type Tier = (typeof tiers)[number];
export type Part = (typeof parts)[number];
export type Visibility = (typeof visibilities)[number];

const count = z.int().nonnegative();
const line = z.string();

/** Where one call stood on the logical clock: it arrived in round `from` and left in round `to`. */
const spanSchema = z.strictObject({
  label: line,
  from: z.int().positive(),
  to: z.int().positive().optional().describe('absent when the gate never let the call go'),
});

/** What the gate saw of one volley. */
export const timelineSchema = z.strictObject({
  expected: line.describe('such as "50 in flight at once"'),
  inFlight: z.array(count).describe('the calls in flight at each opening of the gate'),
  mostInFlight: count,
  work: count.describe('calls made'),
  span: count.describe('rounds needed'),
  calls: z.array(spanSchema).describe('at most 60, in the order of arrival'),
});

export const checkResultSchema = z.strictObject({
  title: line,
  part: z.enum(parts),
  theme: line,
  tier: z.enum(tiers),
  visibility: z.enum(visibilities).optional().describe('visible when it is absent'),
  verdict: z.enum(verdicts),
  points: count.describe('the most that the check can earn'),
  earned: count,
  proves: line,
  message: line.optional().describe('one line: expected ..., got ...'),
  hint: line.optional().describe('only when the evidence supports it'),
  logLines: z.array(line).optional().describe('the last lines that the server printed'),
  needs: line.optional().describe('the check without which this one cannot be seen'),
  replay: line.describe('the command that runs this check again'),
  timelines: z.array(timelineSchema),
  durationMs: count,
  startMs: count.describe('how long its servers took to start, added up'),
  heldMs: count.describe('how long the gate held calls'),
});

export const measurementSchema = z.strictObject({
  name: line,
  label: line,
  value: z.number(),
  unit: line,
  interval: z.tuple([z.number(), z.number()]).optional().describe('95 % bootstrap interval'),
  predicted: z.union([z.number(), z.string()]).optional(),
});

export const scoreSchema = z.strictObject({
  earned: count.describe('points of decided checks'),
  decided: count.describe('points that are won or lost'),
  undecided: count.describe('points of inconclusive and errored checks'),
  possible: count.describe('decided + undecided, without bonus'),
  bonus: count,
});

/** When an exercise was due, and whether it came in time. */
export const deadlineSchema = z.strictObject({
  dueAt: z.iso.datetime({ offset: true }).describe('with the extension, when there is one'),
  extendedFor: line.optional().describe('the login whose extension counted'),
  submittedAt: z.iso.datetime({ offset: true }),
  lateMs: count.describe('0 when it came in time; nothing is deducted for it'),
});

export const resultSchema = z
  .strictObject({
    schemaVersion: z.literal(schemaVersion),
    exercise: line,
    submission: line.describe('the folder that was graded'),
    seed: z.int(),
    startedAt: z.iso.datetime(),
    durationMs: count,
    mode: z.enum(['final', 'provisional']).describe('provisional: quiet could not be observed'),
    complete: z.boolean().describe('false when only some checks were asked for, or have ended yet'),
    score: scoreSchema,
    heldBack: count
      .optional()
      .describe("points of checks that only the instructor's run has; absent where they took part"),
    deadline: deadlineSchema.optional().describe('absent when nothing was due'),
    remarks: z.array(line).optional().describe('what else is to be said of this grading'),
    checks: z.array(checkResultSchema),
    measurements: z.array(measurementSchema),
  })
  .describe('What one grading of one exercise found');

export type Timeline = z.infer<typeof timelineSchema>;
export type CheckResult = z.infer<typeof checkResultSchema>;
export type Measurement = z.infer<typeof measurementSchema>;
export type Score = z.infer<typeof scoreSchema>;
export type Deadline = z.infer<typeof deadlineSchema>;
export type Result = z.infer<typeof resultSchema>;
