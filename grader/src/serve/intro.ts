import { countOf } from '../report/count-of.ts';
import { escape } from '../report/escape.ts';
import type { Pen } from '../report/pen.ts';
import { shortName } from '../submission/exercises.ts';
import { sampleLines } from './curl.ts';
import type { SetLimit } from './limit.ts';
import type { Half, Playground } from './playground.ts';
import type { Terminal } from './terminal.ts';
import type { Workspace } from '../submission/workspace.ts';

/** What is told before the first request. */
export interface Intro {
  readonly half: Half;
  readonly options: { readonly delay: number; readonly hold: boolean };
  readonly playground: Playground;
  readonly workspace: Pick<Workspace, 'exercise' | 'shownFolder'>;
  readonly terminal: Pick<Terminal, 'pen'>;
  readonly limit: SetLimit | undefined;
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
    ...pageLines(intro),
    'Paste into another terminal:',
    '',
    ...sampleLines(playground, urls.server, pen),
    '',
    ...paceLines(intro),
    'Ctrl-C stops both; what was stored is then gone.',
    '',
  ];
}

function halfText({ half, limit }: Intro): string {
  return `${half} half${limit === undefined ? '' : ` with ${countOf(limit.count, limit.unit)}`}`;
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

function pageLines({ playground: { page }, half, urls }: Intro): string[] {
  return page === undefined ? [] : [`Open ${urls.server} ${page[half]}`, ''];
}

function paceLines({ options, playground, half, limit, timeoutMs }: Intro): string[] {
  const { dependency, noun, late } = playground;
  const answers = options.hold
    ? `The ${dependency} answers nobody until you press Enter: that is one round.`
    : `The ${dependency} answers each ${noun} after ${options.delay} ms.`;
  const isLate = !options.hold && options.delay >= timeoutMs;
  return [
    answers,
    ...(isLate ? [`The server should give up after ${timeoutMs} ms and ${late[half]}.`] : []),
    `Each ${noun} is shown when it arrives; the bar is the ${noun}s in flight.`,
    ...moreLines(limit),
  ];
}

function moreLines(limit: SetLimit | undefined): string[] {
  if (limit === undefined || limit.count !== limit.usual) return [];
  const { variable, unit, usual } = limit;
  return [`With more ${unit}s: put ${variable}=${usual === 1 ? 4 : 3 * usual} before the command.`];
}
