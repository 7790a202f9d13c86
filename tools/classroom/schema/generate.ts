import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatted, schemaText } from '@overlap/grader/kit/generated.ts';
import { projectRoot } from '@overlap/grader/server/environment.ts';
import { courseSchema } from '../src/course/schema.ts';

/** Where editors find what `course.json` can say. */
export const path = 'tools/classroom/schema/course.schema.json';

/** The JSON schema of `course.json`, which follows from the code. */
export async function courseSchemaText(): Promise<string> {
  return await formatted(path, schemaText(courseSchema));
}

if (import.meta.main) {
  await writeFile(join(projectRoot, path), await courseSchemaText());
  console.log(`wrote ${path}`);
}
