/**
 * An example as a program that checks itself: `expression; // => value` fails unless both are deeply, strictly equal.
 *
 * The value is a JavaScript expression too. A declaration may stand in place of the expression: `const x = 1; // => 1`.
 */
import ts from "typescript";

const ARROW = "// =>";

/**
 * @param code - TypeScript or JavaScript.
 * @returns JavaScript.
 * @throws If an arrow does not follow a statement.
 */
export function toProgram(code: string): string {
  const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest);
  let checks = 0;
  const statements = source.statements.map((statement) => {
    const text = statement.getText(source);
    const value = arrowAfter(statement.end, code);
    if (value === undefined) return text;
    checks += 1;
    if (ts.isExpressionStatement(statement)) return check(statement.expression.getText(source), value);
    const name = ts.isVariableStatement(statement) && statement.declarationList.declarations[0]?.name;
    if (name) return `${text}\n${check(name.getText(source), value)}`;
    throw new Error(`"${ARROW}" does not follow an expression: ${text}`);
  });
  if (checks !== code.split(ARROW).length - 1)
    throw new Error(`"${ARROW}" does not follow a statement:\n${code}`);
  const { outputText } = ts.transpileModule(statements.join("\n"), {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  return `import { deepStrictEqual } from "node:assert";\n${outputText}`;
}

function arrowAfter(end: number, code: string): string | undefined {
  const [range] = ts.getTrailingCommentRanges(code, end) ?? [];
  const comment = range && code.slice(range.pos, range.end);
  return comment?.startsWith(ARROW) ? comment.slice(ARROW.length).trim() : undefined;
}

function check(actual: string, expected: string): string {
  return `deepStrictEqual((${actual}), (${expected}));`;
}
