import type { Pen } from '../report/pen.ts';
import type { Playground, Request } from './playground.ts';

/** Requests to paste into another terminal, each with a word on what it does. */
export function sampleLines(
  { samples, volley }: Pick<Playground, 'samples' | 'volley'>,
  url: string,
  pen: Pen,
): string[] {
  const { times } = volley;
  const shown = [
    ...samples.map((sample) => ({ ...sample, command: 'curl' })),
    { ...volley, command: `seq ${times} | xargs -P${times} -I{} curl -s` },
  ];
  return shown.flatMap(({ does, command, ...request }) => [
    ...(does === '' ? [] : [`  ${pen.paint('dim', `# ${does}`)}`]),
    ...curl(command, url, request).map((line) => `  ${pen.paint('cyan', line)}`),
  ]);
}

function curl(command: string, url: string, { path, json, text }: Request): string[] {
  const body = json === undefined ? text : JSON.stringify(json);
  const address = /[?&]/.test(path) ? `'${url}${path}'` : url + path;
  if (body === undefined) return [`${command} ${address}`];
  // Without the type curl would say that it is a form.
  return [
    `${command} ${address} \\`,
    `  -H 'content-type: ${json === undefined ? 'text/plain' : 'application/json'}' \\`,
    `  -d '${body}'`,
  ];
}
