import type { Act } from '../act.ts';
import { compareMails, introduce, playLater, playNow } from './scenes.ts';
import { startTasksCast, type TasksCast } from './cast.ts';

/** Twelve mails: done before the answer, and after it. */
export const tasksAct: Act<TasksCast> = {
  exercise: '02-tasks',
  introduce,
  startCast: startTasksCast,
  async play(screen, cast, signal) {
    const now = await playNow(screen, cast);
    await screen.pause(signal);
    const later = await playLater(screen, cast);
    await screen.pause(signal);
    compareMails(screen, [now, later]);
    await screen.pause(signal);
  },
};
