/** Makes the `Headers` of a message when they are first asked for: Node takes 30 ms to load the class. */
export function lazyHeaders(pairs: readonly (readonly [string, string])[]): () => Headers {
  let headers: Headers | undefined;
  return () =>
    (headers ??= new Headers(pairs.map(([name, value]): [string, string] => [name, value])));
}
