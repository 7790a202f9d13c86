/** The params of a pattern: `PathParams<'/posts/:slug'>` is `{ slug: string }`. */
export type PathParams<Pattern extends string> = string extends Pattern
  ? Record<string, string>
  : Readonly<Record<ParamNames<Pattern>, string>>;

type ParamNames<Pattern extends string> = Pattern extends `${infer Head}/${infer Tail}`
  ? ParamNames<Head> | ParamNames<Tail>
  : Pattern extends `:${infer Name}`
    ? Name
    : never;

type Segment = { readonly literal: string } | { readonly param: string };

export type PathMatcher = (segments: readonly string[]) => Record<string, string> | undefined;

const PARAM = /^:([A-Za-z_]\w*)$/;

/**
 * Turns a pattern into a matcher of decoded segments.
 *
 * A pattern starts with `/`; a segment is literal or `:name`, which takes one segment that is not
 * empty. Throws an `Error` for any other pattern and for a name used twice.
 */
export function compilePattern(pattern: string): PathMatcher {
  if (!pattern.startsWith('/'))
    throw new Error(`expected a path pattern that starts with /, got ${pattern}`);
  const segments = pattern
    .slice(1)
    .split('/')
    .map((text) => toSegment(text, pattern));
  const names = segments.flatMap((segment) => ('param' in segment ? [segment.param] : []));
  if (new Set(names).size < names.length) throw new Error(`expected each name once in ${pattern}`);
  return (path) => match(segments, path);
}

/**
 * Splits a path at its slashes and percent-decodes each part, so that `%2F` stays inside its part.
 *
 * Throws a `URIError` for a broken escape or one that is not UTF-8.
 */
export function splitPath(path: string): string[] {
  return path.slice(1).split('/').map(decodeURIComponent);
}

function toSegment(text: string, pattern: string): Segment {
  if (!text.startsWith(':')) return { literal: text };
  const param = PARAM.exec(text)?.[1];
  if (param === undefined) throw new Error(`expected :name in ${pattern}, got ${text}`);
  return { param };
}

function match(
  segments: readonly Segment[],
  path: readonly string[],
): Record<string, string> | undefined {
  if (segments.length !== path.length) return undefined;
  const params: [string, string][] = [];
  for (const [index, segment] of segments.entries()) {
    const part = path[index] ?? '';
    if ('literal' in segment ? part !== segment.literal : part === '') return undefined;
    if ('param' in segment) params.push([segment.param, part]);
  }
  return Object.fromEntries(params);
}
