import { request } from 'undici';
import { boundedText } from '../../gate/bounded-text.ts';

const deadlineMs = 20_000;

/** Writes a post and returns the path of its page; throws an `Error` that says what came instead. */
export async function writePost(
  url: string,
  { title, authorId }: { title: string; authorId: string },
  signal: AbortSignal,
): Promise<string> {
  const sent = { title, body: `The body of ${title}.`, authorId };
  const { status, text } = await ask(`${url}/posts`, signal, sent);
  if (status !== 201) throw new Error(`POST /posts answers ${status}, expected 201`);
  const slug = slugIn(text);
  if (slug === undefined) throw new Error('POST /posts answers without a slug');
  return `/posts/${encodeURIComponent(slug)}`;
}

/** The status of a page; 0 when no answer came. */
export async function readPage(address: string, signal: AbortSignal): Promise<number> {
  try {
    return (await ask(address, signal)).status;
  } catch {
    signal.throwIfAborted();
    return 0;
  }
}

async function ask(address: string, signal: AbortSignal, json?: unknown) {
  const { statusCode, body } = await request(address, {
    reset: true,
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]),
    ...(json !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(json),
    }),
  });
  return { status: statusCode, text: await boundedText(body) };
}

function slugIn(text: string): string | undefined {
  try {
    const { slug } = JSON.parse(text) as { slug?: unknown };
    return typeof slug === 'string' ? slug : undefined;
  } catch {
    return undefined;
  }
}
