import { ask } from '../../../check/ask.ts';
import { CheckFailure } from '../../../check/errors.ts';
import { expectJson, parseJson } from '../../../check/expect-json.ts';
import { idOf, mailRequest, writeMails, type Mail, writeMail } from '../posting.ts';
import { postFile } from '../files.ts';
import { expectTask } from '../reading.ts';
import { expectFilesCounted } from '../many-files.ts';
import { check } from '../tasks.ts';
import { sendVolley } from '../../../traffic/volley.ts';
import { settle } from '../../../check/settle.ts';
import { fileTitles, mailTitles } from './functional.ts';

const hint = 'This came with the starter and worked: look at what changed since.';
const maxBytes = 1024 ** 2;
/** What a client may have sent when it learns that its file is too large, as the contract says. */
const slackBytes = 8 * 1024 ** 2;

/** What the starter gives and must not be broken. */
export function given(part: 'sync' | 'async'): void {
  const facts = { part, theme: 'given', tier: 'prerequisite', points: 0, hint } as const;

  check(
    'input that breaks a rule is turned away',
    { ...facts, proves: 'No task comes of what the contract forbids.' },
    async ({ server, random }) => {
      const good = writeMail(random);
      for (const bad of badMails(good)) {
        await ask(server).post('/emails').type('json').send(JSON.stringify(bad)).expect(422);
      }
      await ask(server).post('/emails').type('json').send('{"to": ').expect(400);
      for (const query of ['limit=0', 'limit=101', 'limit=few', 'offset=-1', 'status=lost']) {
        await ask(server).get(`/tasks?${query}`).expect(422);
      }

      const list = await ask(server).get('/tasks').expect(200);

      expectJson(list.body, { tasks: [], total: 0 }, 'the list');
    },
  );

  check(
    'a file of another type or size is turned away',
    {
      ...facts,
      environment: { MAX_FILE_BYTES: String(maxBytes) },
      proves:
        '415 for another type; 413 for a file that is too large, before it was sent if its length is known.',
    },
    async ({ server }) => {
      const piece = Buffer.alloc(64 * 1024, 'words and ');
      const other = await postFile(server, [piece], { type: 'application/json' });
      const announced = await postFile(server, [], { length: maxBytes + 1, ends: false });
      const times = (maxBytes + slackBytes) / piece.length;
      const pieces = Array.from({ length: times }, () => piece);
      const chunked = await postFile(server, pieces, { ends: false });
      const whole = await postFile(server, [Buffer.alloc(maxBytes + 1, 'words and ')]);

      expectStatus(other.status, 415, 'a file of another type');
      expectStatus(announced.status, 413, 'a file whose length is too large');
      // A connection that ends says the same.
      expectStatus(whole.status, 413, 'a file of one byte too many', 0);
      expectStatus(chunked.status, 413, 'a file that turns out too large', 0);
      const list = await ask(server).get('/tasks').expect(200);
      expectJson(list.body, { tasks: [], total: 0 }, 'the list');
    },
  );

  check(
    'unknown paths and methods are told apart',
    { ...facts, proves: '404 for what does not exist, 405 with Allow for what cannot be done.' },
    async ({ server }) => {
      await ask(server).get('/nowhere').expect(404);
      await ask(server).get('/tasks/nobody-asked-for-this').expect(404);
      await ask(server).get('/tasks/nobody-asked-for-this/events').expect(404);
      await ask(server).delete('/tasks').expect(405).expect('allow', /GET/);
      await ask(server).get('/emails').expect(405).expect('allow', /POST/);
      await ask(server).get('/files').expect(405).expect('allow', /POST/);
      await ask(server).post('/healthz').expect(405).expect('allow', /GET/);
    },
  );

  check(
    'tasks are listed oldest first, also after a restart',
    {
      ...facts,
      needs: [mailTitles[part]],
      proves: 'What was accepted is stored in DATA_DIR and listed page by page, also by status.',
    },
    async ({ server, session, mails: { gate }, random }) => {
      const ids: string[] = [];
      for (const [index, mail] of writeMails(5, random).entries()) {
        const refused = index === 2;
        gate.answer = () => (refused ? { status: 550 } : {});
        using sending = sendVolley(server, [mailRequest(mail)]);
        // In the sync half a refusal is a 502, with the failed task.
        const [reply] = await settle(sending);
        const id = idOf(parseJson(reply?.text ?? '', 'the task'));
        await expectTask(server, id, { status: refused ? 'failed' : 'done' });
        ids.push(id);
      }
      const tasks = ids.map((id) => ({ id, kind: 'email' }));
      const listed = async (on: typeof server) => {
        const all = await ask(on).get('/tasks').expect(200);
        const some = await ask(on).get('/tasks?limit=2&offset=1').expect(200);
        const failed = await ask(on).get('/tasks?status=failed').expect(200);
        expectJson(all.body, { tasks, total: 5 }, 'the list');
        expectJson(
          some.body,
          { tasks: tasks.slice(1, 3), total: 5 },
          'the second page of the list',
        );
        const one = { ...tasks[2], status: 'failed' };
        expectJson(failed.body, { tasks: [one], total: 1 }, 'the list of failed tasks');
      };

      await listed(server);
      await session.stop(server);
      await listed(await session.start(part));
    },
  );

  check(
    'files of every kind are counted right',
    {
      ...facts,
      needs: [fileTitles[part]],
      proves:
        'What straddles two pieces counts once; bytes that are no UTF-8 and line ends of all kinds are right.',
    },
    async ({ server, random }) => expectFilesCounted(server, part, random),
  );
}

function badMails(good: Mail): unknown[] {
  return [
    { ...good, to: 'nobody' },
    { ...good, to: 'two@example.org, three@example.org' },
    { ...good, to: '' },
    { ...good, subject: '   ' },
    { ...good, subject: 'x'.repeat(201) },
    { ...good, subject: 7 },
    { ...good, text: undefined },
    { ...good, text: 'x'.repeat(10_001) },
    [good],
    'a string',
  ];
}

function expectStatus(status: number, wanted: number, what: string, also?: number): void {
  if (status === wanted || status === also) return;
  throw new CheckFailure(`POST /files: expected ${wanted} for ${what}, got ${status}`);
}
