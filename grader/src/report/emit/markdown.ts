/** Text inside of an HTML element, where Markdown is not read. */
export function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Text that Markdown shows as it is, in one line; also in a cell of a table. */
export function markdownText(text: string): string {
  return htmlText(text)
    .replace(/[\\`*_[\]|~$@]/g, (found) => `\\${found}`)
    .replaceAll('\n', ' ');
}

/** A block of text as it is; its fence is longer than any run of back-ticks in it. */
export function codeBlock(text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(2, ...runs.map((run) => run.length)) + 1);
  return `${fence}text\n${text}\n${fence}`;
}

/** A table; its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
