import { readFileSync } from 'node:fs';
import { readProc } from './proc.ts';

/** What the kernel keeps between those who connect to a port and the server that listens there. */
export interface ListenQueue {
  /** Whether any queue of this machine was full since this one is watched. */
  hasOverflown(): boolean;
  /**
   * Whether something is on its way that the server could take: a full queue made the kernel drop it,
   * the queue has room again, and it is sent again only after a time of the kernel's own.
   */
  isUnderWay(): boolean;
}

/** As `/proc/net/tcp` writes them (https://docs.kernel.org/networking/proc_net_tcp.html). */
const listening = '0A';
const timerToSendAgain = '01';

/** Watches a port of this machine. */
export function listenQueue(port: number): ListenQueue {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    hasOverflown: watchOverflows(),
    isUnderWay() {
      const rows = ['tcp', 'tcp6'].flatMap((table) => connections(table, end));
      const queued = rows.some(
        ({ local, state, waiting }) => local.endsWith(end) && state === listening && waiting > 0,
      );
      const isDropped = rows.some(
        ({ remote, timer }) => remote.endsWith(end) && timer === timerToSendAgain,
      );
      // A server that leaves those in the queue alone would not take those who come behind them.
      return isDropped && !queued;
    },
  };
}

/** Tells whether any queue of this machine was full since it was called; never where that is not told. */
export function watchOverflows(): () => boolean {
  const before = overflows();
  return () => overflows() !== before;
}

/** How often a queue was too full to take somebody. */
function overflows(): string | undefined {
  const [names = [], counts = []] = (readProc('/proc/net/netstat') ?? '').split('\n').map(words);
  return counts[names.indexOf('ListenOverflows')];
}

/** The connections with this in an address; there may be thousands of others that have ended. */
function connections(table: string, end: string) {
  const lines = readTable(table)
    .split('\n')
    .filter((line) => line.includes(end));
  return lines.map(words).map(([, local = '', remote = '', state, queues = '', timer = '']) => ({
    local,
    remote,
    state,
    waiting: Number.parseInt(queues.split(':')[1] ?? '', 16),
    timer: timer.split(':')[0],
  }));
}

function readTable(table: string): string {
  try {
    return readFileSync(`/proc/net/${table}`, 'latin1');
  } catch {
    return '';
  }
}

function words(line: string): string[] {
  return line.trim().split(/\s+/);
}
