import { startBurners } from './burners.ts';
import { startFreezer } from './freezer.ts';
import { createCpuGroup } from './quota.ts';
import type { Regime, Surroundings } from './regime.ts';

export const regimeNames = ['idle', 'paired', 'busy', 'frozen', 'quota'] as const;

export type RegimeName = (typeof regimeNames)[number];

/** A regime by the name that the command line knows it by. */
export interface NamedRegime extends Regime {
  readonly name: RegimeName;
}

const nothing: AsyncDisposable = { [Symbol.asyncDispose]: () => Promise.resolve() };
const idle: Surroundings = { command: (words) => words, accompany: () => nothing, ...nothing };

/** Every regime, idle first: the others are compared with it. */
export const regimes: readonly NamedRegime[] = [
  { name: 'idle', title: 'idle', sideBySide: 1, begin: () => Promise.resolve(idle) },
  {
    name: 'paired',
    title: 'two gradings side by side',
    sideBySide: 2,
    begin: () => Promise.resolve(idle),
  },
  {
    name: 'busy',
    title: '16 busy processes',
    sideBySide: 8,
    begin: () => Promise.resolve({ ...idle, ...startBurners(16) }),
  },
  {
    name: 'frozen',
    title: 'frozen now and then',
    sideBySide: 1,
    begin: () => Promise.resolve({ ...idle, accompany: startFreezer }),
  },
  { name: 'quota', title: '0.2 CPU quota', sideBySide: 1, begin: beginQuota },
];

/** The neighbours are outside of the group, so that the fifth is no fifth of an idle CPU. */
async function beginQuota(): Promise<Surroundings> {
  await using stack = new AsyncDisposableStack();
  const { command } = stack.use(await createCpuGroup());
  stack.use(startBurners(2));
  const kept = stack.move();
  return { ...idle, command, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
