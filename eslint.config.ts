import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createProjectGraphAsync } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import type { ESLint } from 'eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** From which layers each layer may import. */
const layers = {
  grader: ['tool'],
  tool: ['tool'],
  classroom: ['grader', 'tool'],
  exercise: ['tool'],
  solution: ['tool'],
};

/** From which folders of grader/src each folder may import; a folder without a line here, from all. */
const folders: Record<string, readonly string[]> = {
  result: [],
  report: ['result'],
  progress: ['report', 'result'],
  output: ['report', 'result', 'submission'],
  quiet: ['gate'],
  gate: ['quiet'],
  server: ['gate', 'quiet'],
  submission: ['quiet', 'server'],
  traffic: ['gate', 'quiet'],
  check: ['gate', 'quiet', 'result', 'server', 'submission', 'traffic'],
  exercises: ['check', 'gate', 'quiet', 'result', 'server', 'submission', 'traffic'],
  engine: ['check', 'gate', 'quiet', 'result', 'server', 'submission', 'traffic'],
};

// The layers stand in Nx's project graph. Where none has been made yet, as in a fresh clone, the
// rule that reads it would pass everything.
process.env['NX_DAEMON'] ??= 'false';
await createProjectGraphAsync();

export default defineConfig(
  globalIgnores(['.nx/', '.venv/', 'coverage/', '**/.overlap/', 'solutions/*/mutants/']),
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { '@nx': nx as unknown as ESLint.Plugin },
    rules: {
      '@nx/enforce-module-boundaries': boundariesOf(layers),
      // A message counts: "expected 50, got 1".
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allowAny: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowRegExp: false,
        },
      ],
      // `(call) => call.release()` says what it does without braces.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `using _pace = …` and `({ record: _ }, use)` are there for what they set going.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { varsIgnorePattern: '^_', argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // Objects here are made by functions, and their methods do not look at `this`.
      '@typescript-eslint/unbound-method': 'off',
      // It takes the `void` of `Promise.withResolvers<void>()` for a parameter.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // `async ({}, use)`: a fixture of Vitest that asks for nothing must still destructure.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  foldersOf('grader/src').map((folder) => ({
    files: [`grader/src/${folder}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns: forbiddenIn(folder) }] },
  })),
  {
    // They are checks, which lie beside the solution only so that a public kit can omit them.
    files: ['solutions/*/hidden/**'],
    rules: {
      '@nx/enforce-module-boundaries': boundariesOf(
        { solution: ['grader', 'tool'] },
        // The other way it is the grader's tests that grade solutions.
        { ignoredCircularDependencies: [['*-solution', '@overlap/grader']] },
      ),
    },
  },
  {
    files: ['**/test/**'],
    rules: {
      // What a test has just made is there, and a `!` that is wrong fails the test.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A stand-in keeps the shape of what it stands in for.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    // Node's globals in one file are the browser's in another.
    rules: { 'no-undef': 'off' },
  },
);

function boundariesOf(
  allowed: Record<string, readonly string[]>,
  more: object = {},
): ['error', object] {
  const depConstraints = Object.entries(allowed).map(([layer, others]) => ({
    sourceTag: `layer:${layer}`,
    onlyDependOnLibsWithTags: others.map((other) => `layer:${other}`),
  }));
  // The fixtures of the framework import it by the name that students import it by.
  return ['error', { allowCircularSelfDependency: true, depConstraints, ...more }];
}

function foldersOf(path: string): string[] {
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function forbiddenIn(folder: string) {
  const all = foldersOf('grader/src');
  const allowed = [folder, ...(folders[folder] ?? all)];
  return [
    { regex: String.raw`^(\.\./)+main\.ts$`, message: 'Nothing imports the command line.' },
    ...all
      .filter((other) => !allowed.includes(other))
      .map((other) => ({
        regex: String.raw`^(\.\./)+${other}/`,
        message: `${folder}/ may import from ${allowed.join(', ')} only.`,
      })),
  ];
}
