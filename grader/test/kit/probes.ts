import ts from 'typescript';

/** A file of a solution with a probe in each place that can run by itself. */
export interface Probed {
  readonly text: string;
  /** The place without which a node does not run; `undefined` for what runs when the file is loaded. */
  placeOf(node: ts.Node): string | undefined;
}

export function parse(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

/**
 * Puts `call(place)` into each block, before each statement and before what an arrow function
 * returns: statement coverage, as test coverage tools count it.
 */
export function probe(source: ts.SourceFile, call: (place: string) => string): Probed {
  const places = new Map<ts.Node, string>();
  const insertions: { readonly at: number; readonly text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const place = `${source.fileName}:${places.size}`;
    const [start, end] = [node.getStart(), node.end];
    if (ts.isBlock(node) || isListedStatement(node)) {
      places.set(node, place);
      insertions.push({ at: ts.isBlock(node) ? start + 1 : start, text: `${call(place)};` });
    } else if (isReturnedByArrow(node)) {
      places.set(node, place);
      insertions.push({ at: start, text: `(${call(place)}, ` }, { at: end, text: ')' });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return {
    text: withInsertions(source.text, insertions),
    placeOf: (node) => {
      for (let one = node; !ts.isSourceFile(one); one = one.parent) {
        const place = places.get(one);
        if (place !== undefined) return place;
      }
      return undefined;
    },
  };
}

function withInsertions(text: string, insertions: { at: number; text: string }[]): string {
  let [result, from] = ['', 0];
  for (const { at, text: inserted } of insertions.toSorted((a, b) => a.at - b.at)) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  return result + text.slice(from);
}

/** A statement that runs where it stands, with a place for another one before it. */
function isListedStatement(node: ts.Node): boolean {
  const { parent } = node;
  if (!ts.isBlock(parent) && !ts.isCaseOrDefaultClause(parent)) return false;
  return parent.statements.includes(node as ts.Statement) && !ts.isFunctionDeclaration(node);
}

function isReturnedByArrow({ parent, pos }: ts.Node): boolean {
  return ts.isArrowFunction(parent) && parent.body.pos === pos;
}

/**
 * The smallest node of a file outside of which another version of it is the same. It is found in the
 * two trees and not in the text, where a changed piece may end within a statement that it follows.
 */
export function changedNode(node: ts.Node, other: ts.Node): ts.Node {
  const [children, others] = [node.getChildren(), other.getChildren()];
  const differing = children.filter((child, index) => child.getText() !== others[index]?.getText());
  const [first] = differing;
  if (node.kind !== other.kind || first === undefined) return node;
  if (differing.length === 1 && children.length === others.length) {
    return changedNode(first, others[children.indexOf(first)]!);
  }
  // What stands before the first statement that differs runs as before, unless a function is hoisted.
  const hoisted = [...differing, ...others].some((one) => ts.isFunctionDeclaration(one));
  return isListedStatement(first) && !hoisted ? first : node;
}
