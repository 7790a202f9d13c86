import type { Call } from '../gate/gate.ts';
import { drawRounds } from './picture.ts';
import { playRounds, type Actor, type Crowd, type Played, type Rounds } from './rounds.ts';
import type { Screen } from './screen.ts';

/** Plays a volley on one server and draws it as it happens. */
export async function play<C extends Call>(
  { animate, terminal }: Screen,
  actor: Actor<C>,
  crowd: Crowd<C>,
): Promise<Played> {
  const draw = (rounds: Rounds) => drawRounds(rounds, terminal.pen);
  const animation = animate();
  const played = await playRounds(actor, crowd, (rounds) => animation.draw(draw(rounds)));
  animation.end(draw(played.rounds));
  return played;
}
