import type { Random } from '../../check/random.ts';
import type { Message } from './messages.ts';

/** Twelve messages, each by somebody else, in three rooms. */
export function twelveSenders(random: Random): Message[] {
  return Array.from({ length: 12 }, (_, index) => ({
    room: ['lobby', 'garden', 'cellar'][index % 3] ?? '',
    from: random.word('sender-'),
    text: random.word('words-'),
  }));
}
