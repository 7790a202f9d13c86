import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { UsageError } from '@overlap/grader/submission/usage-error.ts';
import { courseSchema, type Course } from './schema.ts';

/** The instructor's one file, at the root of the kit. */
export const courseFile = 'course.json';

/** The version of this kit. */
export function kitVersion(): string {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

/** Reads `course.json`; throws a `UsageError` that says what is wrong with it. */
export function readCourse(): Course {
  return courseOf(textOf(join(projectRoot, courseFile)), kitVersion());
}

/** The course that a text describes; its checks are not looked for yet. */
export function courseOf(text: string, version: string): Course {
  const parsed = courseSchema.safeParse(json(text));
  if (!parsed.success) throw new UsageError(`${courseFile}: ${problemOf(parsed.error)}`);
  const { kit, exercises } = parsed.data;
  if (kit !== version) {
    throw new UsageError(
      `${courseFile}: kit: expected "${version}", this kit's version, got "${kit}"`,
    );
  }
  if (Object.keys(exercises).length === 0) {
    throw new UsageError(`${courseFile}: exercises: expected one at least, got none`);
  }
  return parsed.data;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is none' : `it cannot be read (${code ?? 'unknown'})`;
    throw new UsageError(`expected a course in ${file}, but ${reason}`);
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(
      `${courseFile}: expected JSON, got a mistake: ${(error as Error).message}`,
    );
  }
}

function problemOf({ issues: [issue] }: z.ZodError): string {
  const at = issue?.path.join('.') ?? '';
  const known = at === 'exercises' ? ` (expected ${exerciseNames()})` : '';
  return `${at === '' ? '' : `${at}: `}${issue?.message ?? 'invalid'}${known}`;
}

function exerciseNames(): string {
  return Object.keys(courseSchema.shape.exercises.shape).join(', ');
}
