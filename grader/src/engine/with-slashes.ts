import { sep } from 'node:path';

/** A path as globs and imports are written on every system. */
export function withSlashes(path: string, separator: string = sep): string {
  return path.replaceAll(separator, '/');
}
