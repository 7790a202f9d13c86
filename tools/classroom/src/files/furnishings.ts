import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shortName } from '@overlap/grader/submission/exercises.ts';
import type { KitFile } from './find-files.ts';

const templates = join(import.meta.dirname, '../../templates');

/** Where each template goes in a repository. */
const places: Readonly<Record<string, string>> = {
  'README.md': 'README.md',
  'devcontainer.json': '.devcontainer/devcontainer.json',
  'extensions.json': '.vscode/extensions.json',
  gitattributes: '.gitattributes',
  gitignore: '.gitignore',
  'grade.yml': '.github/workflows/grade.yml',
  'settings.json': '.vscode/settings.json',
  'tasks.json': '.vscode/tasks.json',
  'tsconfig.json': 'tsconfig.json',
};

/**
 * What a repository has around the exercises and the grader: the README, the workflow, the settings
 * of editors. The READMEs of the exercises are among the files that it already has.
 */
export async function furnishings(
  files: readonly KitFile[],
  exercises: readonly string[],
): Promise<KitFile[]> {
  const words: Readonly<Record<string, string>> = {
    exercises: exercises.map((exercise) => exerciseLine(files, exercise)).join('\n'),
    options: exercises.map((exercise) => JSON.stringify(shortName(exercise))).join(', '),
    first: shortName(exercises[0] ?? ''),
  };
  return await Promise.all(
    Object.entries(places).map(async ([template, path]) => {
      const text = await readFile(join(templates, template), 'utf8');
      const filled = text
        .replaceAll('\r\n', '\n')
        .replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => words[name] ?? whole);
      return { path, content: Buffer.from(filled), executable: false };
    }),
  );
}

/** A line of a list, with the exercise's own heading. */
function exerciseLine(files: readonly KitFile[], exercise: string): string {
  const path = `exercises/${exercise}/README.md`;
  const readme = files.find((file) => file.path === path)?.content.toString() ?? '';
  const heading = /^# (?:Exercise \d+: )?(.+)$/m.exec(readme)?.[1] ?? exercise;
  return `- [${heading}](${path}): \`${shortName(exercise)}\``;
}
