import type { IncomingMessage } from 'node:http';

/** The headers of a message in the order in which they came, each as name and value. */
export function headerPairs({ rawHeaders }: IncomingMessage): [string, string][] {
  const names = rawHeaders.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [name, rawHeaders[index * 2 + 1] ?? '']);
}
