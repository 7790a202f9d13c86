import { config } from '../shared/config.ts';
import { HttpError } from '../shared/http-error.ts';
import type { Draft } from '../shared/message.ts';

/** One call to the moderation service: the text as it may be said, or a 422, 502 or 504. */
export async function moderate(draft: Draft, signal?: AbortSignal): Promise<string> {
  const { allowed, text } = await ask(draft, signal);
  if (!allowed) throw new HttpError(422, 'the message was refused');
  return text;
}

async function ask(
  draft: Draft,
  signal?: AbortSignal,
): Promise<{ allowed: boolean; text: string }> {
  const timeout = AbortSignal.timeout(config.moderationTimeoutMs);
  try {
    const reply = await fetch(`${config.moderationUrl}/moderate`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(draft),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (reply.status !== 200) throw new Error(`status ${reply.status}`);
    return (await reply.json()) as { allowed: boolean; text: string };
  } catch (error) {
    throw error instanceof Error && error.name === 'TimeoutError'
      ? new HttpError(504, 'the moderation took too long')
      : new HttpError(502, 'the moderation failed');
  }
}
