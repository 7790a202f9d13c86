import { availableParallelism, cpus, loadavg, release, type } from 'node:os';

/** One line on when and where figures were measured. */
export function machine(): string {
  const date = new Date().toISOString().slice(0, 10);
  const [load = 0] = loadavg();
  const model = cpus()[0]?.model ?? 'unknown CPU';
  return [
    date,
    `${availableParallelism()} × ${model}`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
    `load ${load.toFixed(1)} before`,
  ].join(', ');
}
