import { readFrame } from '../../async/protocol.ts';
import type { Guest } from '../../async/upgrade.ts';
import { isName, readSince } from '../../shared/validation.ts';
import { encode, type Chat } from './chat.ts';

/** Who wants to enter which room; `undefined` when that cannot be. */
export function readGuest(url = ''): Guest | undefined {
  const query = new URLSearchParams(url.split('?')[1]);
  const [room, name] = [query.get('room'), query.get('name')];
  if (!isName(room) || !isName(name)) return undefined;
  try {
    return { room, name, after: readSince(query).after };
  } catch {
    return undefined;
  }
}

/** What a member is told when what he has sent was dealt with. */
export async function hear(chat: Chat, { room, name }: Guest, data: string): Promise<string> {
  let ref;
  try {
    const frame = readFrame(data);
    ref = frame.ref;
    const { id } = await chat.say({ room, from: name, text: frame.text });
    return encode({ type: 'ack', ref, id });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return encode(
      ref === undefined ? { type: 'error', reason } : { type: 'rejected', ref, reason },
    );
  }
}
