import { ask } from '../../../check/ask.ts';
import { gather } from '../../../check/await.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson, parseJson } from '../../../check/expect-json.ts';
import { inEveryOrder } from '../../../check/permute.ts';
import { settle } from '../../../check/settle.ts';
import type { HttpGate } from '../../../gate/http-gate.ts';
import { sendVolley, type Reply, type Volley } from '../../../traffic/volley.ts';
import { check } from '../blog.ts';
import { expectStatus } from '../pages.ts';
import { writePost } from '../readers.ts';
import { commentTitle } from './functional.ts';

const writers = 20;

interface Variant {
  readonly points: number;
  /** How many spam checks can be in flight at once. */
  readonly together: number;
  readonly runs: number;
}

/** That comment numbers stay right when many write at once. */
export function comments(part: 'sync' | 'async', { points, together, runs }: Variant): void {
  check(
    'twenty comments at once get the numbers 1 to 20',
    {
      part,
      theme: 'comments',
      tier: 'stretch',
      points,
      needs: [commentTitle],
      ...(part === 'sync' && { environment: { WORKERS: String(together) } }),
      proves: 'No number is given twice or left out, in whatever order the spam checks end.',
      hint: 'A number given twice usually means that something else ran between reading the last number and storing the next.',
    },
    async ({ server, authors, random }) => {
      await inEveryOrder({ random, size: together, runs }, async (order) => {
        const { slug } = await writePost(server, random);
        const path = `/posts/${slug}/comments`;
        authors.gate.close();
        using volley = sendVolley(
          server,
          Array.from({ length: writers }, (_, index) => ({
            method: 'POST' as const,
            path,
            json: { author: `reader-${index}`, text: `words of ${index}` },
          })),
        );

        await releaseInWaves(volley, authors.gate, order);
        authors.gate.open();
        const replies = await settle(volley);

        expectStatus(replies, 201);
        expectNumbers(replies);
        const list = await ask(server).get(path).expect(200);
        const inOrder = replies.map(commentOf).toSorted((a, b) => a.number - b.number);
        expectJson(list.body, { comments: inOrder }, 'the comments');
      });
    },
  );
}

/** Lets the calls go in this order, as often as that many can be gathered. */
async function releaseInWaves(volley: Volley, gate: HttpGate, order: readonly number[]) {
  for (let left = writers; left > 0; left -= order.length) {
    const gathered = await gather(volley.watch, gate, Math.min(left, order.length));
    if (gathered < Math.min(left, order.length)) return;
    const { held } = gate;
    gate.release(order.flatMap((index) => held[index] ?? []));
  }
}

function expectNumbers(replies: readonly Reply[]): void {
  const numbers = replies.map((reply) => commentOf(reply).number).toSorted((a, b) => a - b);
  if (numbers.every((number, index) => number === index + 1)) return;
  throw new CheckFailure(`expected the numbers 1 to ${writers}, got ${numbers.join(', ')}`);
}

function commentOf({ text }: Reply): { number: number } {
  const comment = parseJson(text, 'the comment');
  const number = (comment as { number?: unknown } | null)?.number;
  return { ...(comment as object), number: typeof number === 'number' ? number : NaN };
}
