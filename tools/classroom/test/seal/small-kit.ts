import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header, Pax, type HeaderData } from 'tar';

/** What the solutions of a small kit hold beside what is left behind. */
export const sealed = {
  'solutions/01-blog/COMPARE.md': 'Größer.\r\n',
  'solutions/01-blog/async/app.ts': 'serve();\n',
  'solutions/01-blog/hidden/sync.check.ts': 'check();\n',
  'solutions/02-tasks/mutants/index.ts': 'export const mutants = [];\n',
};

const others = {
  'package.json': '{}\n',
  'exercises/01-blog/async/app.ts': '// TODO\n',
  'solutions/01-blog/package.json': '{}\n',
  'solutions/01-blog/alternatives/__pycache__/app.pyc': 'made',
};

/** A kit of a few files, and a place beside it for archives. */
export async function smallKit() {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'overlap-seal-')));
  const root = join(path, 'kit');
  await writeFiles(root, { ...sealed, ...others });
  const remove = () => rm(path, { recursive: true, force: true });
  return { root, beside: (name: string) => join(path, name), [Symbol.asyncDispose]: remove };
}

/** Writes files by their paths below a folder. */
export async function writeFiles(root: string, files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/** An archive that says whatever it is told to. */
export function archiveOf(...entries: (HeaderData & { text?: string })[]): Buffer {
  const blocks = entries.flatMap(({ text = '', ...entry }) => {
    const block = Buffer.alloc(512);
    new Header({ mode: 0o644, type: 'File', ...entry, size: text.length }).encode(block);
    const padded = Buffer.alloc(Math.ceil(text.length / 512) * 512);
    padded.write(text);
    const { path = '' } = entry;
    return path.length > 100 ? [new Pax({ path }).encode(), block, padded] : [block, padded];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}
