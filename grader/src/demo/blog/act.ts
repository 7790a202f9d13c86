import type { Act } from '../act.ts';
import {
  askForHealth,
  askTheClock,
  compareRounds,
  explainWorkers,
  introduce,
  playAsync,
  playFourWorkers,
  playOneWorker,
} from './scenes.ts';
import { startBlogCast, type BlogCast } from './cast.ts';

/** Twelve readers of the blog: a staircase beside a block. */
export const blogAct: Act<BlogCast> = {
  exercise: '01-blog',
  introduce,
  startCast: startBlogCast,
  async play(screen, cast, signal) {
    const one = await playOneWorker(screen, cast);
    await screen.pause(signal);
    const four = await playFourWorkers(screen, cast);
    await screen.pause(signal);
    const async = await playAsync(screen, cast);
    await screen.pause(signal);
    compareRounds(screen, [one, four, async]);
    await screen.pause(signal);
    explainWorkers(screen, cast);
    await screen.pause(signal);
    await askTheClock(screen, cast);
    await screen.pause(signal);
    await askForHealth(screen, cast);
    await screen.pause(signal);
  },
};
