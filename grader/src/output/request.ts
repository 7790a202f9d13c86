import { emitters } from '../report/emit/emitters.ts';
import { UsageError } from '../submission/usage-error.ts';

export type FileFormat = keyof typeof emitters;

/** What one `--emit` asks for; without a file it goes to stdout. */
export type Request =
  | { readonly format: FileFormat; readonly file: string }
  | { readonly format: 'autolab' | 'github' };

const formats = [...Object.keys(emitters), 'github'].sort();

/** Reads `format=file` or, for formats that are printed, `format`; throws a `UsageError`. */
export function requestOf(text: string): Request {
  const [format = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!formats.includes(format)) {
    throw new UsageError(
      `expected --emit to name a format (${formats.join(', ')}), got "${format}"`,
    );
  }
  if (format === 'github' && text !== format) {
    throw new UsageError('expected --emit github without a file: it is for the step that runs it');
  }
  if (text === 'github' || text === 'autolab') return { format: text };
  if (file === '') {
    throw new UsageError(`expected a file, such as --emit ${format}=report.txt, got "${text}"`);
  }
  return { format: format as FileFormat, file };
}
