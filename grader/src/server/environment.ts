import { delimiter, join } from 'node:path';
import { markVariable } from '../quiet/process-tree.ts';

/** The folder of the project, which holds `exercises/`, `grader/` and the rest. */
export const projectRoot = join(import.meta.dirname, '../../..');

/** The host that every server listens on. */
export const host = '127.0.0.1';

export interface ServerEnvironment {
  readonly port: number;
  readonly dataDir: string;
  /** The folder of the grading. */
  readonly runFolder: string;
  readonly mark: string;
  /** What the contract names beyond that: `WORKERS`, the URLs, the limits. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The whole environment of a student's program: nothing of the grader's own passes but the search path. */
export function environmentOf({ port, dataDir, runFolder, mark, variables }: ServerEnvironment) {
  return {
    PATH: [join(projectRoot, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
    HOME: dataDir,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    HOST: host,
    PORT: String(port),
    DATA_DIR: dataDir,
    // A server is started for each check: Node then compiles its modules once in a grading.
    NODE_COMPILE_CACHE: join(runFolder, 'compile-cache'),
    [markVariable]: mark,
    ...variables,
  };
}

/** Replaces `$PORT`, `$HOST`, `$DATA_DIR` and `$WORKERS` in a command. */
export function expandCommand(
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
): string[] {
  return command.map((part) =>
    part.replace(/\$(PORT|HOST|DATA_DIR|WORKERS)\b/g, (_, name: string) => environment[name] ?? ''),
  );
}
