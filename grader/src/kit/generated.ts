import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { resultsSchema } from '../report/json.ts';
import { projectRoot } from '../server/environment.ts';
import { allExercises } from '../submission/exercises.ts';
import { manifestSchema } from '../submission/manifest.ts';
import { listChecks, type DeclaredCheck } from '../engine/list-checks.ts';

/** The files that follow from the code, by their path in the project, with the text that they must have. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  files.set('grader/schema/submission.schema.json', schemaText(manifestSchema));
  files.set('grader/schema/result.schema.json', schemaText(resultsSchema));
  for (const exercise of allExercises()) {
    const path = `exercises/${exercise}/README.md`;
    const readme = readFileSync(join(projectRoot, path), 'utf8');
    files.set(path, withTable(readme, tableOf(await listChecks(exercise))));
  }
  for (const [path, text] of files) files.set(path, await formatted(path, text));
  return files;
}

/** A JSON schema, not yet formatted. */
export function schemaText(schema: z.ZodType): string {
  return JSON.stringify(z.toJSONSchema(schema), undefined, 2);
}

function withTable(readme: string, table: string): string {
  const [begin, end] = ['<!-- checks:begin -->', '<!-- checks:end -->'];
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`expected ${begin} and ${end}`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}

function tableOf(checks: readonly DeclaredCheck[]): string {
  const rows = checks.map(
    ({ part, title, tier, points, proves }) =>
      `| ${part} | ${title} | ${tier} | ${points} | ${proves} |`,
  );
  const head = [
    '| part | check | tier | points | what it proves |',
    '| --- | --- | --- | --: | --- |',
  ];
  return [...head, ...rows].join('\n');
}

/** A text as Prettier lays it out at a path in the project. */
export async function formatted(path: string, text: string): Promise<string> {
  const file = join(projectRoot, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
