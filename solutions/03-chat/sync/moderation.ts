import { fetchSync } from '@overlap/sync-server';

import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import type { Draft } from '../shared/message.ts';

/** One call to the moderation service: the text as it may be said, or a 422, 502 or 504. */
export function moderate(draft: Draft): string {
  const { allowed, text } = ask(draft);
  if (!allowed) throw new HttpError(422, 'the message was refused');
  return text;
}

function ask(draft: Draft): { allowed: boolean; text: string } {
  try {
    const reply = fetchSync(`${config.moderationUrl}/moderate`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(draft),
      timeoutMs: config.moderationTimeoutMs,
    });
    if (reply.status !== 200) throw new Error(`status ${reply.status}`);
    return reply.json() as { allowed: boolean; text: string };
  } catch (error) {
    throw error instanceof Error && error.name === 'TimeoutError'
      ? new HttpError(504, 'the moderation took too long')
      : new HttpError(502, 'the moderation failed');
  }
}
