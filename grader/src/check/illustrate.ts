import type { DrivenGate } from '../gate/gate.ts';
import { until, type Watch } from '../quiet/until.ts';

/** How many rounds a failed check is still driven on, so that its timeline can be seen. */
const illustratedRounds = 4;

/** Opens the gate a few rounds more: for the reader, not for the verdict. */
export async function illustrate(watch: Watch, gate: DrivenGate): Promise<void> {
  for (let round = 0; round < illustratedRounds && gate.inFlight > 0; round += 1) {
    gate.release();
    await until({ ...watch, capMs: 2000 }, { met: () => gate.inFlight > 0, exactly: true });
  }
}
