import type { Half, Limit, Playground } from './playground.ts';

/** A limit of a half, and what it is now. */
export interface SetLimit extends Limit {
  readonly count: number;
}

/** What the environment says of a half's limit; what is no number from 1 to 999 counts as nothing. */
export function limitOf(
  { limits }: Pick<Playground, 'limits'>,
  half: Half,
  environment: NodeJS.ProcessEnv,
): SetLimit | undefined {
  const limit = limits[half];
  if (limit === undefined) return undefined;
  const text = environment[limit.variable] ?? '';
  return { ...limit, count: /^[1-9]\d{0,2}$/.test(text) ? Number(text) : limit.usual };
}
