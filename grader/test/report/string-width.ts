import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

// The measure that log-update brings along: a second opinion on `widthOf`, without a dependency.
const fromLogUpdate = createRequire(createRequire(import.meta.url).resolve('log-update'));
const { default: stringWidth } = (await import(
  pathToFileURL(fromLogUpdate.resolve('string-width')).href
)) as { default: (text: string) => number };

export { stringWidth };
