import ts from 'typescript';
import { inApp, treeOf, walk } from './sources.js';

/** A capital and a second word, or any script but ours of code: somebody is meant to read it. */
const SENTENCE = /^\p{Lu}\p{Ll}*[’']?\p{Ll}*[ ,:…][\s\S]*\p{L}|[^\p{Script=Latin}\P{L}]/u;

/** Literals in code that read like a sentence for somebody on the page. */
export function writtenSentences(file: string): string[] {
  const found: string[] = [];
  walk(treeOf(file), (node) => {
    if (isForDevelopers(node)) return false;
    const isText =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && SENTENCE.test(node.text)) found.push(`${inApp(file)}: ${node.text}`);
    return undefined;
  });
  return found;
}

/** Errors are thrown at developers and steps logged for them; templates are judged by themselves. */
function isForDevelopers(node: ts.Node): boolean {
  if (ts.isDecorator(node) || ts.isImportDeclaration(node)) return true;
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  return ts.isCallExpression(node) && /^(?:logAuthStep|console\.\w+)$/.test(node.expression.getText());
}
