const rules = 'input that breaks a rule is turned away';
const type = 'a file of another type or size is turned away';
const told = 'unknown paths and methods are told apart';
const file = 'an accepted file is counted, then its task is done';
const healthz = '/healthz answers while a large file is counted';
const memory = 'a large upload is not held in memory';
const progress = 'progress only grows while a file is counted';

const http = { part: 'async', file: 'async/express.ts' } as const;
const files = { part: 'async', file: 'async/files.ts' } as const;
const runner = { part: 'async', file: 'async/runner.ts' } as const;
const upload = { part: 'async', file: 'async/upload.ts' } as const;
const countFile = { part: 'async', file: 'shared/count-file.ts' } as const;

const countInThread = `export async function countInThread(
  path: string,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<FileResult> {
  listeners.set(path, onProgress);
  try {
    return await threads.run(path, { signal });
  } finally {
    listeners.delete(path);
  }
}`;

const countPieces = `    const piece = new Uint8Array(pieceBytes);
    for (;;) {
      const length = readSync(file, piece);
      if (length === 0) return counter.result();
      counter.add(piece.subarray(0, length));
      advance(length);
    }`;

export const asyncFileMutants = [
  {
    part: 'async',
    file: 'async/app.ts',
    name: 'answered-when-counted',
    misconception: 'The answer to a file is what was counted.',
    find: `  const path = await receiveUpload(request);
  accept(response, { kind: 'file', input: { path } });`,
    replace: `  const path = await receiveUpload(request);
  const { id } = store.accept({ kind: 'file', input: { path } });
  runner.take(id);
  await new Promise<void>((resolve) => {
    store.watch(id, (task) => {
      if (isFinished(task)) resolve();
    });
  });
  response.status(202).location(\`/tasks/\${id}\`).json(store.find(id));`,
    fails: [healthz, progress],
  },
  {
    ...files,
    name: 'async-around-the-synchronous-count',
    misconception: 'A function that says async does not block.',
    find: countInThread,
    replace: `const { countFileSync } = await import('../shared/count-file.ts');

export async function countInThread(path: string, onProgress: OnProgress): Promise<FileResult> {
  return countFileSync(path, onProgress);
}`,
    fails: [healthz],
  },
  {
    ...runner,
    name: 'file-without-its-result',
    misconception: 'A task that is done has nothing more to say.',
    find: 'store.finish(id, await perform(job, controller.signal));',
    replace: `await perform(job, controller.signal);
      store.finish(id);`,
    fails: [file],
  },
  {
    ...countFile,
    name: 'file-read-whole',
    misconception: 'A file that is counted in pieces can be read in one.',
    find: countPieces,
    replace: `    const whole = process.getBuiltinModule('node:fs').readFileSync(path);
    for (let at = 0; at < whole.length; at += pieceBytes) {
      const piece = whole.subarray(at, at + pieceBytes);
      counter.add(piece);
      advance(piece.length);
    }
    return counter.result();`,
    fails: [memory],
  },
  {
    ...upload,
    name: 'size-as-announced',
    misconception: 'A file that is sent has a length.',
    find: '    assertFits(bytes);\n',
    replace: '',
    fails: [type],
  },
  {
    ...http,
    name: 'broken-json-breaks-a-rule',
    misconception: 'Whatever is wrong with a body, its status is 422.',
    find: "new HttpError(400, 'the body is not valid JSON')",
    replace: "new HttpError(422, 'the body is not valid JSON')",
    fails: [rules],
  },
  {
    ...http,
    name: 'not-allowed-without-allow',
    misconception: 'The status 405 says it all.',
    find: "    response.set('Allow', methods.join(', '));\n",
    replace: '',
    fails: [told],
  },
  {
    ...countFile,
    name: 'progress-of-the-last-piece',
    misconception: 'How far a count is, is what was just read.',
    find: '    bytes += length;',
    replace: '    bytes = length;',
    fails: [progress],
  },
];
