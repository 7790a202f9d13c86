import { draftIn } from '../../exercises/03-chat/moderation-service.ts';
import { residentBytes } from '../../server/limits.ts';
import { answersWhile } from '../answers-while.ts';
import { rowOf, showBeside } from '../beside.ts';
import { people } from '../people.ts';
import { playRounds } from '../rounds.ts';
import type { Screen } from '../screen.ts';
import type { ChatCast } from './cast.ts';
import { heardByMembers, heardByPollers } from './listeners.ts';
import { messageIn, senders } from './messages.ts';

const count = people.length;

export function introduce({ tell }: Screen): void {
  tell(
    'Chat: twelve people, one slow moderator',
    'The twelve now talk to each other. Before a message may be heard, the chat must ask a moderation service, which the demo holds at the gate.',
  );
}

/** Twelve messages at the same moment, on a server of each kind. */
export async function playSenders(screen: Screen, { one, async }: ChatCast): Promise<void> {
  screen.tell('11. All twelve say something at the same moment');
  const silently = () => undefined;
  const [sync, all] = [
    await playRounds(one, senders, silently),
    await playRounds(async, senders, silently),
  ];
  showBeside([sync, all], screen.terminal);
  screen.tell(
    undefined,
    `With one worker ${people.at(-1) ?? ''} is heard after the other ${count - 1}. In the asynchronous half each waits for his own message alone.`,
  );
}

/** One room whose moderation hangs, and the room beside it. */
export async function askInTheNextRoom(screen: Screen, { one, async }: ChatCast): Promise<void> {
  const { print } = screen.terminal;
  screen.tell(
    '12. A room that waits, and the room next door',
    'A message in the attic waits at the gate, and may wait for long. Meanwhile somebody speaks in the cellar, whose moderation answers at once.',
  );
  const [waiting, asked] = [messageIn('attic', 'Ada'), messageIn('cellar', 'Ben')];
  for (const actor of [one, async]) {
    const isHeard = await answersWhile(
      actor,
      { waiting, asked },
      (call) => draftIn(call)?.room === 'attic',
    );
    const text = isHeard ? 'the cellar talks' : 'the cellar is silent until the attic is done';
    print(`  ${actor.name.padEnd(18)}${text}`);
  }
  print('');
  screen.tell(undefined, 'Four workers hide it until four messages hang.');
}

/** A message for twelve who wait for it. */
export async function tellEverybody(screen: Screen, cast: ChatCast): Promise<void> {
  const { print } = screen.terminal;
  screen.tell(
    '13. Who hears a message?',
    `Twelve wait for the next message: at a synchronous server each with a request that is answered when there is one, at the asynchronous one each with a WebSocket. Then ${people[0]} speaks.`,
  );
  print(rowOf('', ['heard by', 'MiB']));
  for (const [{ name, server }, countHearing] of [
    [cast.one, heardByPollers],
    [cast.many, heardByPollers],
    [cast.async, heardByMembers],
  ] as const) {
    const heard = await countHearing(server);
    const mebibytes = Math.round(residentBytes(server.program.tree) / 2 ** 20);
    print(rowOf(name, [`${heard} of ${count}`, mebibytes]));
  }
  print('');
  screen.tell(
    undefined,
    'A request that waits holds a worker. The first listener holds the only one, and the message that all wait for cannot get in. A WebSocket holds none: the server sends to all of them when there is something to hear.',
  );
}
