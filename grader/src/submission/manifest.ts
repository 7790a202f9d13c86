import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from './usage-error.ts';

const command = z
  .array(
    z
      .string()
      .min(1)
      .regex(/^[^\0]*$/, 'expected text without a NUL character'),
  )
  .min(1)
  .describe(
    'A program and its arguments, run without a shell; $PORT, $HOST, $DATA_DIR and $WORKERS are replaced',
  );

/** What `submission.json` says: how each part of a submission is run. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  exercise: z.string().describe('The exercise, such as 01-blog'),
  sync: z.strictObject({ command }).describe('The synchronous server'),
  async: z.strictObject({ command }).describe('The asynchronous server'),
  measure: z.strictObject({ command }).optional().describe('The load generator'),
});

export type Manifest = z.infer<typeof manifestSchema>;

const fileName = 'submission.json';
const mostBytes = 64 * 1024;

/** Reads the manifest of a submission; throws a `UsageError` that says what is wrong with it. */
export function readManifest(folder: string, exercise: string): Manifest {
  const parsed = manifestSchema.safeParse(parse(readSmallFile(folder, fileName, mostBytes)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join('.') ?? '';
    throw new UsageError(
      `${fileName}: ${at === '' ? '' : `${at}: `}${issue?.message ?? 'invalid'}`,
    );
  }
  if (parsed.data.exercise !== exercise) {
    throw new UsageError(
      `${fileName}: expected exercise "${exercise}", got "${parsed.data.exercise}"`,
    );
  }
  return parsed.data;
}

/** Reads a file of a submission that may be hostile: no link is followed, no large file is read. */
export function readSmallFile(folder: string, name: string, limit: number): string {
  let file: number;
  try {
    file = openSync(
      join(folder, name),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
  } catch (error) {
    const { code = 'unreadable' } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'is missing'
        : code === 'ELOOP'
          ? 'is a link'
          : `cannot be read (${code})`;
    throw new UsageError(`${name} ${reason} in ${folder}`);
  }
  try {
    const { size } = fstatSync(file);
    if (!fstatSync(file).isFile()) throw new UsageError(`${name}: expected a file`);
    if (size > limit) throw new UsageError(`${name}: expected at most ${limit} bytes, got ${size}`);
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${fileName}: expected JSON, got a mistake: ${(error as Error).message}`);
  }
}
