/** What stands in the code of src/ beside comments: strings, names, patterns, and calls that print. */
import ts from "typescript";
import type { Source } from "./sources.js";

export interface Code {
  readonly path: string;
  /** Strings, identifiers and patterns, one a line. */
  readonly words: string;
  /** Every regular expression as it is written, with its line. */
  readonly patterns: readonly { readonly source: string; readonly flags: string; readonly line: number }[];
  /** Uses of the console and of the standard streams. */
  readonly prints: readonly string[];
}

export function codeOf({ path, text }: Source): Code {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const words: string[] = [];
  const patterns: { source: string; flags: string; line: number }[] = [];
  const prints: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isIdentifier(node)) words.push(node.text);
    else if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) words.push(node.text);
    else if (ts.isRegularExpressionLiteral(node)) {
      words.push(node.text);
      const end = node.text.lastIndexOf("/");
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      patterns.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), line: line + 1 });
    } else if (ts.isPropertyAccessExpression(node) && isLoud(node)) prints.push(`${path}: ${node.getText(file)}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { path, words: words.join("\n"), patterns, prints };
}

function isLoud({ expression, name }: ts.PropertyAccessExpression): boolean {
  if (!ts.isIdentifier(expression)) return false;
  return expression.text === "console" || (expression.text === "process" && /^std(?:out|err)$/u.test(name.text));
}
