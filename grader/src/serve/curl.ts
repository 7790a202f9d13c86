import type { Pen } from '../report/pen.ts';
import type { Playground, Sample } from './playground.ts';

/** Requests to paste into another terminal, each with a word on what it does. */
export function sampleLines({ samples, busy }: Playground, url: string, pen: Pen): string[] {
  return [
    ...samples.flatMap((sample) => [
      ...(sample.does === '' ? [] : [`  ${pen.paint('dim', `# ${sample.does}`)}`]),
      ...curl(url, sample).map((line) => `  ${pen.paint('cyan', line)}`),
    ]),
    `  ${pen.paint('dim', '# Six readers at the same moment')}`,
    `  ${pen.paint('cyan', `seq 6 | xargs -P6 -I{} curl -s ${url}${busy}`)}`,
  ];
}

function curl(url: string, { path, json }: Sample): string[] {
  if (json === undefined) return [`curl ${url}${path}`];
  // Without the type curl would say that it is a form.
  return [
    `curl ${url}${path} \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${JSON.stringify(json)}'`,
  ];
}
