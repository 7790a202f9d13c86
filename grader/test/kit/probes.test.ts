import { stripTypeScriptTypes } from 'node:module';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { changedNode, parse, probe } from './probes.ts';

const program = `
const limit = 3;
function isSmall(n: number): boolean {
  if (n < limit) return true;
  return false;
}
const doubled = (n: number) => ({ n: n * 2 });
class Numbers {
  #all: number[] = [];
  add(n: number) {
    if (isSmall(n)) {
      this.#all.push(n);
    }
    for (const one of this.#all) last = one;
    return this.#all;
  }
}
let last: number | undefined;
const numbers = new Numbers();
`;

const source = parse('numbers.ts', program);
const probed = probe(source, (place) => `ran('${place}')`);

/** The places that ran when the program and then a line of ours did, and what that line gave. */
function run(line: string): { places: Set<string>; value: unknown } {
  const places = new Set<string>();
  const text = stripTypeScriptTypes(`${probed.text};${line}`);
  const value: unknown = runInNewContext(text, { ran: (place: string) => places.add(place) });
  return { places, value };
}

function placeOfChange(find: string, replace: string): string | undefined {
  expect(program.split(find), 'one place').toHaveLength(2);
  const other = parse('numbers.ts', program.replace(find, replace));
  return probed.placeOf(changedNode(source, other));
}

describe('a program with probes', () => {
  test('does what it did', () => {
    expect(run('JSON.stringify([numbers.add(2), numbers.add(5), doubled(4), last])').value).toBe(
      '[[2],[2],{"n":8},2]',
    );
  });

  test('tells what ran', () => {
    const pushes = placeOfChange('push(n)', 'unshift(n)')!;

    expect(run('numbers.add(5)').places).not.toContain(pushes);
    expect(run('numbers.add(2)').places).toContain(pushes);
  });
});

describe('what an edit changes', () => {
  test.each([
    ['const limit = 3', 'const limit = 4', 'a constant'],
    ['function isSmall(n: number)', 'async function isSmall(n: number)', 'a function as a whole'],
    ['#all: number[] = []', '#all: number[] = [1]', 'a field'],
    ['const numbers = new Numbers();\n', '', 'a statement of the file'],
  ])('runs when the file is loaded: %s', (find, replace) => {
    expect(placeOfChange(find, replace)).toBeUndefined();
  });

  test.each([
    ['return true', 'return false', 'isSmall(1)', 'numbers'],
    // The pieces that differ lie within the statement; what they make stands behind the condition.
    ['return true;', 'return false; last = 1;', 'isSmall(9)', 'doubled(1)'],
    ['last = one;', 'last = one; last = 7;', 'numbers.add(9)', 'isSmall(1)'],
    ['n * 2', 'n * 3', 'doubled(1)', 'isSmall(1)'],
    ['  return this.#all', '  last = 1;\n    return this.#all', 'numbers.add(9)', 'isSmall(1)'],
    ['    return this.#all;\n', '', 'numbers.add(9)', 'isSmall(1)'],
    ['return false;\n', 'return false;\n  limit;\n', 'isSmall(9)', 'doubled(1)'],
    ['  return false', '  function f() {}\n  return false', 'isSmall(1)', 'doubled(1)'],
    ['this.#all.push(n);', '', 'numbers.add(2)', 'numbers.add(9)'],
  ])('runs only where it stands: %s, %s', (find, replace, running, notRunning) => {
    const place = placeOfChange(find, replace)!;

    expect(run(running).places).toContain(place);
    expect(run(notRunning).places).not.toContain(place);
  });
});
