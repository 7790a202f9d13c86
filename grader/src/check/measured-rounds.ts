import type { Measurement } from '../result/model.ts';

/** A number of rounds that was measured, by the question of `prediction.json` that asks for it. */
export function rounds(name: string, label: string, value: number): Measurement {
  return { name, label, value, unit: value === 1 ? 'round' : 'rounds' };
}
