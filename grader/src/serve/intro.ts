import { escape } from '../report/escape.ts';
import type { Pen } from '../report/pen.ts';
import { shortName } from '../submission/exercises.ts';
import { sampleLines } from './curl.ts';
import type { Playground } from './playground.ts';
import type { Terminal } from './terminal.ts';
import type { Workspace } from '../submission/workspace.ts';

/** What is told before the first request. */
export interface Intro {
  readonly half: 'sync' | 'async';
  readonly options: { readonly delay: number; readonly hold: boolean };
  readonly playground: Playground;
  readonly workspace: Pick<Workspace, 'exercise' | 'shownFolder'>;
  readonly terminal: Pick<Terminal, 'pen'>;
  /** Of the sync half. */
  readonly workers: number | undefined;
  /** The routes that are still a TODO. */
  readonly open: readonly string[];
  readonly urls: { readonly server: string; readonly dependency: string };
  readonly timeoutMs: number;
}

/** Where everything is, what to paste, and how the dependency behaves. */
export function introLines(intro: Intro): string[] {
  const { half, playground, workspace, terminal, open, urls } = intro;
  const { pen } = terminal;
  const width = Math.max(shortName(workspace.exercise).length, playground.dependency.length) + 2;
  return [
    `${pen.paint('bold', `The ${shortName(workspace.exercise)}, ${halfText(intro)}`)} (${folderText(intro)})`,
    '',
    `  ${shortName(workspace.exercise).padEnd(width)}${urls.server}`,
    `  ${playground.dependency.padEnd(width)}${urls.dependency}`,
    '',
    ...openLines(open, half, pen),
    'Paste into another terminal:',
    '',
    ...sampleLines(playground, urls.server, pen),
    '',
    ...paceLines(intro),
    'Ctrl-C stops both; what was stored is then gone.',
    '',
  ];
}

function halfText({ half, workers }: Intro): string {
  if (workers === undefined) return `${half} half`;
  return `${half} half with ${workers === 1 ? '1 worker' : `${workers} workers`}`;
}

function folderText({ workspace, terminal }: Intro): string {
  return escape(workspace.shownFolder, { ascii: terminal.pen.ascii });
}

function openLines(open: readonly string[], half: string, pen: Pen): string[] {
  if (open.length === 0) return [];
  return [
    pen.paint('yellow', 'Not written yet, so these answer 501:'),
    ...open.map((route) => `  ${route}`),
    `Look for TODO: in ${half}/app.ts. After a change, stop with Ctrl-C and start again.`,
    '',
  ];
}

function paceLines({ options, playground, half, workers, timeoutMs }: Intro): string[] {
  const { dependency } = playground;
  const more =
    half === 'sync' && workers === 1
      ? ['With more workers: put WORKERS=4 before the command.']
      : [];
  if (options.hold) {
    return [
      `The ${dependency} answers nobody until you press Enter: that is one round.`,
      'Each call is shown when it arrives; the bar is the calls in flight.',
      ...more,
    ];
  }
  const late =
    options.delay >= timeoutMs
      ? [`The server should give up after ${timeoutMs} ms and answer 504.`]
      : [];
  return [
    `The ${dependency} answers each call after ${options.delay} ms.`,
    ...late,
    'Each call is shown when it arrives; the bar is the calls in flight.',
    ...more,
  ];
}
