import { parseSync } from 'vite';

/** How much code there is, by the syntax tree and not by its looks. */
export interface CodeCount {
  readonly files: number;
  /** Lines with code on them: neither blank nor only a comment. */
  readonly lines: number;
  /** Every statement but the blocks that hold others. */
  readonly statements: number;
  /** Every place where the code can go two ways. */
  readonly branches: number;
  readonly awaits: number;
}

/** Counts the code of some TypeScript sources; throws a `SyntaxError` when one cannot be parsed. */
export function countCode(sources: readonly string[]): CodeCount {
  const counts = sources.map(countSource);
  const total = (key: 'lines' | 'statements' | 'branches' | 'awaits') =>
    counts.reduce((sum, count) => sum + count[key], 0);
  return {
    files: sources.length,
    lines: total('lines'),
    statements: total('statements'),
    branches: total('branches'),
    awaits: total('awaits'),
  };
}

/** A node of an ESTree, of which only what is looked at is named. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function countSource(source: string): Omit<CodeCount, 'files'> {
  const { program, comments, errors } = parseSync('source.ts', source);
  if (errors[0] !== undefined) throw new SyntaxError(errors[0].message);
  let [statements, branches, awaits] = [0, 0, 0];
  const visit = (node: Node, parent?: Node): void => {
    if (isCountedStatement(node, parent)) statements += 1;
    if (isBranch(node)) branches += 1;
    if (isAwait(node)) awaits += 1;
    for (const child of Object.values(node).flat().filter(isNode)) visit(child, node);
  };
  visit({ ...program });
  const { hashbang } = program;
  const lines = codeLines(source, hashbang === null ? comments : [hashbang, ...comments]);
  return { lines, statements, branches, awaits };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** A text may go over several lines, of which it may leave some blank. */
function codeLines(source: string, comments: readonly Span[]): number {
  let [code, end] = ['', 0];
  for (const comment of comments) {
    const text = source.slice(comment.start, comment.end);
    code += source.slice(end, comment.start) + text.replaceAll(/[^\n\r\u2028\u2029]/g, ' ');
    end = comment.end;
  }
  const lines = (code + source.slice(end)).split(/\r\n|[\n\r\u2028\u2029]/);
  return lines.filter((line) => line.trim() !== '').length;
}

const nothingDone = new Set(['BlockStatement', 'EmptyStatement', 'TSTypeParameterDeclaration']);

function isCountedStatement({ type }: Node, parent?: Node): boolean {
  if (nothingDone.has(type)) return false;
  // A declaration is part of the loop or the export that it stands in.
  if (type.endsWith('Declaration')) return !/^(For|Export)/.test(parent?.type ?? '');
  return (
    type.endsWith('Statement') || type === 'TSDeclareFunction' || type === 'TSExportAssignment'
  );
}

const branchTypes = new Set([
  'IfStatement',
  'ConditionalExpression',
  'LogicalExpression',
  'CatchClause',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

function isBranch({ type, test, optional, operator }: Node): boolean {
  if (type === 'SwitchCase') return test !== null;
  if (type === 'MemberExpression' || type === 'CallExpression') return optional === true;
  if (type === 'AssignmentExpression') return /^(&&|\|\||\?\?)=$/.test(String(operator));
  return branchTypes.has(type);
}

// `for await` and `await using` wait as well.
function isAwait(node: Node): boolean {
  if (node.type === 'ForOfStatement') return node['await'] === true;
  return node.type === 'AwaitExpression' || node['kind'] === 'await using';
}
