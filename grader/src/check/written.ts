import { readSmallFile } from '../submission/manifest.ts';
import { CheckFailure } from './errors.ts';
import { parseJson, show } from './expect-json.ts';

const mostBytes = 256 * 1024;

/** What a student predicted, by question; fails when the file cannot be read. */
export function predictionOf(folder: string): Readonly<Record<string, unknown>> {
  const text = readWritten(folder, 'prediction.json');
  const prediction = parseJson(text, 'prediction.json');
  if (typeof prediction === 'object' && prediction !== null) return { ...prediction };
  throw new CheckFailure(`expected prediction.json to be a JSON object, got ${show(prediction)}`);
}

/** How many words stand below each heading of COMPARE.md, by the heading in lower case. */
export function sectionsOf(folder: string): ReadonlyMap<string, number> {
  const text = readWritten(folder, 'COMPARE.md').replaceAll(/<!--.*?(-->|$)/gs, '');
  const [, ...sections] = text.split(/^## +/m);
  return new Map(
    sections.map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      const words = lines.join(' ').match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
      return [heading.trim().toLowerCase(), words.length];
    }),
  );
}

function readWritten(folder: string, name: string): string {
  try {
    return readSmallFile(folder, name, mostBytes);
  } catch (error) {
    throw new CheckFailure(`expected ${name}, got: ${(error as Error).message}`);
  }
}
