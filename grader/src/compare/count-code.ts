import ts from 'typescript';

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

/** Counts the code of some TypeScript sources. */
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

function countSource(source: string): Omit<CodeCount, 'files'> {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const codeLines = new Set<number>();
  let [statements, branches, awaits] = [0, 0, 0];
  const visit = (node: ts.Node): void => {
    if (isCountedStatement(node)) statements += 1;
    if (isBranch(node)) branches += 1;
    if (isAwait(node)) awaits += 1;
    // Comments belong to no node but those of JSDoc.
    const parts = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    if (parts.length === 0) noteLines(node, file, codeLines);
    for (const part of parts) visit(part);
  };
  visit(file);
  return { lines: codeLines.size, statements, branches, awaits };
}

/** A token may go over several lines, of which a text may leave some blank. */
function noteLines(token: ts.Node, file: ts.SourceFile, lines: Set<number>): void {
  const text = token.getText(file);
  if (text === '') return;
  const { line } = file.getLineAndCharacterOfPosition(token.getStart(file));
  text.split(/\r\n|[\n\r\u2028\u2029]/).forEach((piece, index) => {
    if (piece.trim() !== '') lines.add(line + index);
  });
}

function isCountedStatement(node: ts.Node): boolean {
  return ts.isStatement(node) && !ts.isBlock(node) && !ts.isEmptyStatement(node);
}

const branchKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.CatchClause,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.WhileStatement,
  ts.SyntaxKind.DoStatement,
  ts.SyntaxKind.QuestionDotToken,
]);

const branchOperators: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
]);

function isBranch(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) return branchOperators.has(node.operatorToken.kind);
  return branchKinds.has(node.kind);
}

// `for await` and `await using` wait as well.
function isAwait(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isForOfStatement(node)) return node.awaitModifier !== undefined;
  return ts.isVariableDeclarationList(node) && isAwaitUsing(node.flags);
}

// Its flag is that of `using` and that of `const` together.
function isAwaitUsing(flags: number): boolean {
  const both: number = ts.NodeFlags.AwaitUsing;
  return (flags & both) === both;
}
