import { ask } from '@overlap/grader/check/ask.ts';
import { expectNever, expectSoon, gather } from '@overlap/grader/check/await.ts';
import { expectJson } from '@overlap/grader/check/expect-json.ts';
import { settle } from '@overlap/grader/check/settle.ts';
import { answer, check } from '@overlap/grader/exercises/01-blog/blog.ts';
import { expectStatus } from '@overlap/grader/exercises/01-blog/pages.ts';
import { writePost } from '@overlap/grader/exercises/01-blog/readers.ts';
import { commentTitle } from '@overlap/grader/exercises/01-blog/themes/functional.ts';
import type { Answer } from '@overlap/grader/gate/gate.ts';
import type { HttpCall } from '@overlap/grader/gate/http-gate.ts';
import type { Server } from '@overlap/grader/server/server.ts';
import { sendVolley } from '@overlap/grader/traffic/volley.ts';

const facts = {
  theme: 'comments',
  tier: 'stretch',
  visibility: 'hidden',
  needs: [commentTitle],
} as const;

/** What is not spam, were it not for the status; what is no JSON; nothing at all. */
const failures: readonly Answer[] = [
  { status: 500, json: { spam: false } },
  { text: '{"spam": ' },
  'reset',
];

/** That nothing is stored which nobody has checked. */
export function failedSpamChecks(part: 'sync' | 'async'): void {
  check(
    'a comment whose spam check fails is a 502 and takes no number',
    {
      ...facts,
      part,
      points: 1,
      proves: 'A spam check that fails is told to the reader, and nothing is stored.',
      hint: 'A 201 usually means that a spam check which failed is taken for one that found nothing.',
    },
    async ({ server, authors: { gate }, random }) => {
      const { slug } = await writePost(server, random);
      const comment = { author: 'ada', text: random.word('words') };

      for (const failure of failures) {
        gate.answer = () => failure;
        await ask(server).post(pathOf(slug)).send(comment).expect(502);
      }
      gate.answer = answer;
      await ask(server).post(pathOf(slug)).send(comment).expect(201);

      const list = await ask(server).get(pathOf(slug)).expect(200);
      expectJson(list.body, { comments: [{ ...comment, number: 1 }] }, 'the comments');
    },
  );
}

/** That a comment has what it needs, and no longer than its reader is there. */
export function lastingComments(): void {
  check(
    'comments go on counting after a second restart',
    {
      ...facts,
      part: 'async',
      points: 1,
      proves: 'The next number of each post follows from what is stored, however often one starts.',
      hint: 'A number that begins again usually means that it is kept in memory.',
    },
    async ({ server, session, random }) => {
      const first = await writePost(server, random);
      const second = await writePost(server, random);
      await comment(server, first.slug, 1);
      await comment(server, first.slug, 2);
      await comment(server, second.slug, 1);

      await session.stop(server);
      const again = await session.start('async');
      await comment(again, first.slug, 3);
      await session.stop(again);
      const once = await session.start('async');
      await comment(once, second.slug, 2);
      await comment(once, first.slug, 4);

      const list = await ask(once).get(pathOf(first.slug)).expect(200);
      expectJson(
        list.body,
        { comments: [1, 2, 3, 4].map((number) => ({ number })) },
        'the comments',
      );
    },
  );

  check(
    'a commenter who hangs up cancels his spam check',
    {
      ...facts,
      part: 'async',
      points: 1,
      proves: 'No call goes on for a commenter who is gone, and another one is not disturbed.',
      hint: 'A call that goes on usually means that nothing tells it that the connection was closed.',
    },
    async ({ asyncServer, authors: { gate }, random }) => {
      const { slug } = await writePost(asyncServer, random);
      const [leaving, staying] = [random.word('words'), random.word('words')];
      const asks = [leaving, staying].map((text) => ({
        method: 'POST' as const,
        path: pathOf(slug),
        json: { author: 'ada', text },
      }));
      gate.close();
      using comments = sendVolley(asyncServer, asks);
      await gather(asyncServer.watch, gate, asks.length);

      comments.hangUp(0);

      const callsOf = (text: string) => gate.calls.filter(({ body }) => body.includes(text));
      const isCut = ({ hungUpAt }: HttpCall) => hungUpAt !== undefined;
      const cancelled = { met: () => callsOf(leaving).length > 0 && callsOf(leaving).every(isCut) };
      await expectSoon(asyncServer.watch, cancelled, 'the spam check to be cancelled');
      await expectNever(asyncServer.watch, () =>
        callsOf(staying).some(isCut) ? 'expected the other spam check to go on' : undefined,
      );
      gate.open();
      const replies = await settle(comments);
      expectStatus(
        replies.filter(({ ask }) => ask === asks[1]),
        201,
      );
    },
  );
}

/** Comments on a post and fails unless this is the number of the comment. */
async function comment(server: Server, slug: string, number: number): Promise<void> {
  const sent = { author: 'ada', text: `words of comment ${number}` };
  const reply = await ask(server).post(pathOf(slug)).send(sent).expect(201);
  expectJson(reply.body, { ...sent, number }, 'the comment');
}

const pathOf = (slug: string): string => `/posts/${slug}/comments`;
