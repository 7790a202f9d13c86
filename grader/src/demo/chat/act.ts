import type { Act } from '../act.ts';
import { startChatCast, type ChatCast } from './cast.ts';
import { askInTheNextRoom, introduce, playSenders, tellEverybody } from './scenes.ts';

/** Twelve people who talk: they wait for a moderator, and for each other. */
export const chatAct: Act<ChatCast> = {
  exercise: '03-chat',
  introduce,
  startCast: startChatCast,
  async play(screen, cast, signal) {
    for (const scene of [playSenders, askInTheNextRoom, tellEverybody]) {
      await scene(screen, cast);
      await screen.pause(signal);
    }
  },
};
