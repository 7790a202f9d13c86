import { performance } from 'node:perf_hooks';
import { openSocket } from '../../traffic/socket.ts';
import type { Target } from '../../traffic/volley.ts';
import type { Reader, Reading } from './reader.ts';

const route = 'GET /ws';
/** What the starter closes a socket with. */
const notWritten = 1011;

/** Reads what is pushed over WebSocket. */
export function startSubscriber(target: Target, { room, name }: Reading): Reader {
  const { activity } = target.watch;
  const socket = openSocket(target, `/ws?room=${room}&name=${name}`);
  const heardAt: number[] = [];
  let hasLeft = false;
  const all = (type: string) => socket.frames.filter((frame) => frame.type === type);

  const listen = async () => {
    while (!hasLeft && socket.closed() === undefined) {
      const now = performance.now();
      while (heardAt.length < all('message').length) heardAt.push(now);
      await activity.next(1000);
    }
  };
  void listen();
  return {
    route,
    heardAt,
    requests: () => 0,
    isReady: () => all('welcome').length > 0,
    fault() {
      const code = socket.closed();
      if (code === undefined) return undefined;
      if (code === notWritten)
        return { fault: `write ${route} first; it still closes with ${code}` };
      const how = code < 1000 ? `answers ${code}, expected an upgrade` : `closes with ${code}`;
      return { fault: `mend ${route} first; it ${how}` };
    },
    [Symbol.dispose]() {
      hasLeft = true;
      socket[Symbol.dispose]();
      activity.touch();
    },
  };
}
