/** What Commander says of a command line that it does not understand, as one line. */
export function oneLine(text: string): string {
  const line = text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replace(/\.$/, '');
  return `${line}; --help explains the options\n`;
}
