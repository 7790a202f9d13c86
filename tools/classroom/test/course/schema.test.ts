import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { courseSchemaText, path } from '../../schema/generate.ts';

const read = (file: string) => readFile(join(projectRoot, file), 'utf8');

test('npm run generate has been run', async () => {
  expect(await read(path)).toBe(await courseSchemaText());
});

test('the course of the kit fits the schema that it names, and a wrong one does not', async () => {
  const course = JSON.parse(await read('course.json')) as { $schema: string };
  const schema = z.fromJSONSchema(
    JSON.parse(await read(path)) as Parameters<typeof z.fromJSONSchema>[0],
  );
  const fits = (value: unknown) => schema.safeParse(value).success;

  expect(join('.', course.$schema)).toBe(path);
  expect(fits(course)).toBe(true);
  expect(fits({ ...course, exercises: { '01-blog': { due: '2026-12-01T23:59:00' } } })).toBe(false);
  expect(fits({ ...course, exercises: { '04-game': {} } })).toBe(false);
});
