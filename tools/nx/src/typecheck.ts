import { relative, resolve } from 'node:path';
import ts from 'typescript';

// There is one tsconfig.json: a project is checked as a part of it. What it imports from other
// projects is read, and reported where it belongs.
const [root = '.'] = process.argv.slice(2);
const { fileNames, options, errors } = parseConfiguration();
const own = fileNames.filter((file) => projectOf(relative('.', file)) === root);
const program = ts.createProgram({ rootNames: own, options });
const diagnostics = [
  ...errors,
  ...program.getOptionsDiagnostics(),
  ...own.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  }),
];

process.stdout.write(
  ts.formatDiagnosticsWithColorAndContext(diagnostics, {
    getCurrentDirectory: () => process.cwd(),
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  }),
);
process.exitCode = diagnostics.length > 0 ? 1 : 0;

function parseConfiguration(): ts.ParsedCommandLine {
  const file = resolve('tsconfig.json');
  const { config } = ts.readConfigFile(file, (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, resolve('.'), undefined, file);
}

/** The folder of the project that a file lies in; a file beside all projects belongs to `.`. */
function projectOf(file: string): string {
  const [first = '', second = ''] = file.split(/[\\/]/);
  if (first === 'grader') return first;
  return ['exercises', 'solutions', 'tools'].includes(first) ? `${first}/${second}` : '.';
}
