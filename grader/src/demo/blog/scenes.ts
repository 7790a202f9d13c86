import { residentBytes } from '../../server/limits.ts';
import { answersWhile } from '../answers-while.ts';
import { showBeside } from '../beside.ts';
import { people } from '../people.ts';
import { play } from '../play.ts';
import type { Played } from '../rounds.ts';
import type { Screen } from '../screen.ts';
import { countFrozenRounds, delayMs, frozenMs, timeVolley } from './clock.ts';
import { callsPerPage, readers } from './readers.ts';
import type { BlogCast as Cast } from './cast.ts';

const count = people.length;
const { work } = readers;

/** What the audience will see. */
export function introduce({ tell }: Screen): void {
  tell(
    'Twelve readers, one slow service, three servers',
    `Twelve readers ask a blog for a page, all at the same moment. For each page the blog must ask a distant author service three things; the blog itself does nothing but wait.`,
    'This demo plays the author service. It holds every call at a gate until no more can come, and then answers all of them: that is one ROUND.',
  );
}

export async function playOneWorker(screen: Screen, { one }: Cast): Promise<Played> {
  screen.tell(
    '1. Synchronous, one worker',
    'The handler of a request asks, waits, asks, waits, asks, waits, and answers. Until then its worker does nothing else.',
  );
  const played = await play(screen, one, readers);
  screen.tell(
    undefined,
    `${played.rounds.length} rounds: a staircase. A full block is a round in which the reader has a call in flight; a faint one is a round of waiting for a turn. ${people.at(-1) ?? ''} waits for all the others.`,
  );
  return played;
}

export async function playFourWorkers(screen: Screen, { four }: Cast): Promise<Played> {
  screen.tell(
    '2. Synchronous, four workers',
    'The same code, but four workers. Each still has one request and one call at a time.',
  );
  const played = await play(screen, four, readers);
  screen.tell(undefined, `${played.rounds.length} rounds: four readers climb each step together.`);
  return played;
}

export async function playAsync(screen: Screen, { async }: Cast): Promise<Played> {
  screen.tell(
    '3. Asynchronous, one thread',
    'Where the code says await, the server turns to the next request. One request can also send its three calls together.',
  );
  const played = await play(screen, async, readers);
  screen.tell(
    undefined,
    played.rounds.length === 1
      ? `1 round: a block. All ${work} calls are in flight before one is answered.`
      : `${played.rounds.length} rounds.`,
  );
  return played;
}

/** The three pictures together, and the words for them. */
export function compareRounds(screen: Screen, played: readonly Played[]): void {
  screen.tell('4. Side by side: work, span, speedup');
  showBeside(played, screen.terminal);
  screen.tell(
    undefined,
    'WORK is how many calls were made: the same for all. SPAN is how many rounds they took. SPEEDUP is the span of one synchronous worker, divided by the span of the server.',
    ...(played.at(-1)?.rounds.length === 1
      ? [
          `${work} = ${count} × ${callsPerPage}: the ${count} readers no longer wait for each other, nor do the ${callsPerPage} calls of one page.`,
        ]
      : []),
  );
}

/** What workers buy, and what they cost here. */
export function explainWorkers(screen: Screen, { one, four }: Cast): void {
  const [small, large] = [one, four].map(
    ({ server }) => residentBytes(server.program.tree) / 2 ** 20,
  );
  const perWorker = Math.max(0, ((large ?? 0) - (small ?? 0)) / 3);
  const fifty = Math.ceil(50 / 4) * callsPerPage;
  screen.tell(
    '5. Four workers helped. Why not fifty?',
    `The fifth reader waits, however idle the machine is. Fifty on four workers take ${Math.ceil(50 / 4)} turns of ${callsPerPage} rounds: ${fifty} rounds. Fifty workers would do it in ${callsPerPage}, and the fifty-first reader waits again.`,
    ...(perWorker >= 1
      ? [
          `A worker that waits keeps its memory: about ${Math.round(perWorker)} MiB here, so ${((perWorker * 50) / 1024).toFixed(1)} GiB for fifty. A call that waits in the asynchronous server costs far less than one MiB.`,
        ]
      : []),
    'More workers are a good answer when readers are few, or when requests compute rather than wait: then as many as the machine has processors.',
  );
}

/** The same server by the clock and by the gate, with and without a machine that stalls. */
export async function askTheClock(screen: Screen, { async }: Cast): Promise<void> {
  const { print } = screen.terminal;
  screen.tell(
    '6. Why not simply use a stopwatch?',
    `Take the asynchronous server, and an author service that answers after ${delayMs} ms. A test by the clock could say: done in less than ${2 * delayMs} ms, so the calls overlapped. Twice we ask, and the second time the machine stalls for ${frozenMs} ms, as busy machines do.`,
  );
  const calm = await timeVolley(async, false);
  const stalled = await timeVolley(async, true);
  const rounds = await countFrozenRounds(async);
  print(`  by the clock, as it is   ${clockText(calm)}`);
  print(`  by the clock, stalled    ${clockText(stalled)}`);
  print(
    `  at the gate, stalled     ${rounds === 1 ? '1 round' : `${rounds} rounds`}: ${rounds === 1 ? 'they overlap' : 'they do not all overlap'}`,
    '',
  );
  screen.tell(
    undefined,
    'The clock measures the server and the machine together. The gate counts: a call that is in flight while another one is has overlapped it, however long both took. So your grade is counted in rounds.',
  );
}

/** Who answers while a page waits. */
export async function askForHealth(screen: Screen, cast: Cast): Promise<void> {
  const { print } = screen.terminal;
  screen.tell(
    '7. Who answers while a page waits?',
    'One reader waits at the gate. Now somebody asks for /healthz, which needs no call at all.',
  );
  const [waiting = { path: '/' }] = readers.asks();
  for (const actor of [cast.one, cast.four, cast.async]) {
    const answered = await answersWhile(actor, { waiting, asked: { path: '/healthz' } });
    const text = answered ? 'answers at once' : 'no answer before the page is done';
    print(`  ${actor.name.padEnd(18)}${text}`);
  }
  print('');
  screen.tell(
    undefined,
    'With one worker even the cheapest request waits behind the slowest one: head-of-line blocking. Four workers hide it until four pages wait.',
  );
}

function clockText(ms: number): string {
  const verdict = ms < 2 * delayMs ? 'they overlap' : 'they do not overlap: wrong';
  return `${String(Math.round(ms)).padStart(4)} ms: ${verdict}`;
}
