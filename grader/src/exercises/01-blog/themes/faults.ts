import { expectNever, expectSoon, gather } from '../../../check/await.ts';
import { expectEnd, expectHeld, expectShut } from '../../../check/shutdown.ts';
import { settle } from '../../../check/settle.ts';
import type { Answer } from '../../../gate/gate.ts';
import type { HttpCall } from '../../../gate/http-gate.ts';
import { answer, check, isAuthorLookup } from '../blog.ts';
import { expectStatus } from '../pages.ts';
import { readPosts, writePosts, type Post, writePost } from '../readers.ts';
import { pageTitle } from './functional.ts';

const failures: readonly Answer[] = [{ status: 500, json: {} }, { text: '{"id": ' }, 'reset'];

/** That a page whose lookup fails is the only one that fails. */
export function failedLookups(part: 'sync' | 'async', points: number): void {
  check(
    'a failed lookup fails only its own page',
    {
      part,
      theme: 'faults',
      tier: 'stretch',
      points,
      needs: [pageTitle],
      proves: 'An error status, broken JSON and a reset each give 502 for that page and no other.',
      hint: 'A 200 usually means that the status of the reply is not looked at, or that an earlier reply is used again. A 500 usually means that an error is not told apart from a fault of the server.',
    },
    async ({ server, authors, random }) => {
      const posts = await writePosts(server, 8, random);
      const [broken, sound] = [posts.slice(0, failures.length), posts.slice(failures.length)];
      // An answer that was kept from an earlier reader would hide that the lookup fails now.
      using earlier = readPosts(server, posts);
      expectStatus(await settle(earlier), 200);
      authors.gate.answer = (call) => {
        const index = broken.findIndex(({ authorId }) => call.path === `/authors/${authorId}`);
        return failures[index] ?? answer(call);
      };

      using pages = readPosts(server, posts);
      const replies = await settle(pages);

      expectStatus(
        replies.filter((reply) => isOf(reply.ask.path, broken)),
        502,
      );
      expectStatus(
        replies.filter((reply) => isOf(reply.ask.path, sound)),
        200,
      );
    },
  );
}

/** That lookups end with the reader who wanted them, and the server with its readers. */
export function leaving(): void {
  const facts = {
    part: 'async',
    theme: 'faults',
    tier: 'stretch',
    needs: [pageTitle],
  } as const;

  check(
    'a reader who hangs up cancels his lookups',
    {
      ...facts,
      points: 4,
      proves: 'No call goes on for a reader who is gone.',
      hint: 'Lookups that go on usually mean that nothing tells them that the connection was closed.',
    },
    async ({ asyncServer, authors, random }) => {
      const leaver = await writePost(asyncServer, random);
      const stayer = await writePost(asyncServer, random);
      const { gate } = authors;
      const callsOf = ({ authorId, slug }: Post) =>
        gate.calls.filter(({ path }) => path.includes(authorId) || path.endsWith(slug));
      gate.close();
      using pages = readPosts(asyncServer, [leaver, stayer]);
      await gather(asyncServer.watch, gate, 6);

      pages.hangUp(0);

      const isCut = ({ hungUpAt }: HttpCall) => hungUpAt !== undefined;
      const cancelled = { met: () => callsOf(leaver).length > 0 && callsOf(leaver).every(isCut) };
      await expectSoon(asyncServer.watch, cancelled, 'every lookup of the reader to be cancelled');
      await expectNever(asyncServer.watch, () =>
        callsOf(stayer).some(isCut) ? 'expected the lookups of another reader to go on' : undefined,
      );
    },
  );

  check(
    'SIGTERM lets held pages finish, then the server ends',
    {
      ...facts,
      points: 3,
      proves: 'Nobody who was let in loses his page, nobody else is let in, and the process ends.',
      hint: 'Pages that break off usually mean that the process ends before its requests do. A server that stays usually means that something still listens or keeps a timer.',
    },
    async ({ asyncServer, authors, random }) => {
      const posts = await writePosts(asyncServer, 5, random);
      authors.gate.close(isAuthorLookup);
      using pages = readPosts(asyncServer, posts);
      const { gate } = authors;
      await gather(asyncServer.watch, gate, posts.length);

      asyncServer.program.signal('SIGTERM');

      await expectHeld(asyncServer, pages);
      await expectShut(asyncServer);
      gate.open();
      expectStatus(await settle(pages), 200);
      await expectEnd(asyncServer);
    },
  );
}

function isOf(path: string, posts: readonly Post[]): boolean {
  return posts.some(({ slug }) => path === `/posts/${slug}`);
}
