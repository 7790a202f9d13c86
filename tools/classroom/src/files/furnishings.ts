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

/** What there is to be said in them. */
export interface Said {
  readonly exercises: readonly string[];
  readonly systemNode: boolean;
  /** The instructor's repository on GitHub. */
  readonly instructor: string;
  readonly version: string;
}

/**
 * What a repository has around the exercises and the grader: the README, the workflow, the settings
 * of editors. The READMEs of the exercises are among the files that it already has.
 */
export async function furnishings(files: readonly KitFile[], said: Said): Promise<KitFile[]> {
  const words = wordsOf(files, said);
  return await Promise.all(
    Object.entries(places).map(async ([template, path]) => {
      const text = await readFile(join(templates, template), 'utf8');
      const filled = text
        .replaceAll('\r\n', '\n')
        .replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => words.get(name) ?? whole);
      return { path, content: Buffer.from(filled), executable: false };
    }),
  );
}

function wordsOf(files: readonly KitFile[], said: Said): ReadonlyMap<string, string> {
  const { exercises, systemNode, instructor, version } = said;
  const names = exercises.map(shortName);
  return new Map([
    ['exercises', exercises.map((exercise) => exerciseLine(files, exercise)).join('\n')],
    ['names', names.join('", "')],
    ['first', names[0] ?? ''],
    ['node', systemNode ? 'Node 24 or newer' : 'Node 20 or newer'],
    [
      'runtime',
      systemNode ? '' : ' The first command brings the newer Node that all else runs on.',
    ],
    ['instructor', instructor],
    ['tag', `v${version.split('.')[0] ?? ''}`],
  ]);
}

/** A line of a list, with the exercise's own heading. */
function exerciseLine(files: readonly KitFile[], exercise: string): string {
  const path = `exercises/${exercise}/README.md`;
  const readme = files.find((file) => file.path === path)?.content.toString() ?? '';
  const heading = /^# (?:Exercise \d+: )?(.+)$/m.exec(readme)?.[1] ?? exercise;
  return `- [${heading}](${path}): \`${shortName(exercise)}\``;
}
