import { showBeside } from '../beside.ts';
import { people } from '../people.ts';
import { play } from '../play.ts';
import type { Played } from '../rounds.ts';
import type { Screen } from '../screen.ts';
import { mailsTo } from './mails.ts';
import { slots, type TasksCast } from './cast.ts';

const count = people.length;

export function introduce({ tell }: Screen): void {
  tell(
    'Background tasks: twelve mails, one slow mail server',
    'The twelve now ask another server for one mail each, again at the same moment. A mail is done when the mail server has accepted it. Now the demo plays the mail server, and holds every mail at the gate until no more can come.',
  );
}

export async function playNow(screen: Screen, { sync }: TasksCast): Promise<Played> {
  screen.tell(
    '8. Synchronous: first the mail, then the answer',
    'The handler sends the mail, waits until it was accepted, and answers 201: created. Its one worker has one mail at a time.',
  );
  const played = await play(screen, sync, mailsTo(201));
  screen.tell(
    undefined,
    `${played.rounds.length} rounds, and in the first of them ${answersText(played)}: each client waits for his own mail and for all the mails before it.`,
  );
  return played;
}

export async function playLater(screen: Screen, { async }: TasksCast): Promise<Played> {
  screen.tell(
    '9. Asynchronous: first the answer, then the mail',
    `The handler writes down that there is a mail to send and answers 202: accepted, not done. The server sends the mails meanwhile, CONCURRENCY=${slots} of them at a time.`,
  );
  const played = await play(screen, async, mailsTo(202));
  screen.tell(
    undefined,
    `${played.rounds.length} rounds, and in the first of them, while the mail server held everything, ${answersText(played)}.`,
  );
  return played;
}

/** Both pictures together, and what the 202 does and does not change. */
export function compareMails(screen: Screen, played: readonly Played[]): void {
  screen.tell('10. Side by side: what a 202 changes');
  showBeside(played, screen.terminal);
  screen.tell(
    undefined,
    `The limit decides how soon the mails are out: ${slots} slots are as fast as ${slots} workers would be. The 202 decides how soon the clients are: they wait for no mail at all.`,
    'But a 202 is a promise. Whoever says "accepted" must still send the mail after a crash, try again when it is refused for now, and tell what became of it.',
  );
}

function answersText({ early }: Played): string {
  if (early === 0) return 'nobody had his answer';
  return early === count ? `all ${count} clients had their answer` : `${early} had their answer`;
}
