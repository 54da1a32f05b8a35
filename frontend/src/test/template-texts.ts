import {
  type AST,
  ASTWithSource,
  Binary,
  BindingPipe,
  Conditional,
  Interpolation,
  LiteralPrimitive,
  ParenthesizedExpression,
  TemplateLiteral,
  type TmplAstBoundAttribute,
  type TmplAstBoundText,
  TmplAstRecursiveVisitor,
  type TmplAstText,
  type TmplAstTextAttribute,
  parseTemplate,
  tmplAstVisitAll,
} from '@angular/compiler';
import { type Template } from './sources.js';

/** Attributes and inputs whose text somebody sees or hears. */
const SEEN =
  /^(?:aria-(?:label|description|placeholder|roledescription|valuetext)|alt|placeholder|title|content|summary)$|(?:label|title|hint|text|message)$/i;
/** Inputs that name something to the page rather than to its reader. */
const NAMES = /(?:labelledby|describedby|textcontent)$/i;
const LETTERS = /\p{L}/u;

/** The texts of a template that come from no dictionary, `attribute: text` where they stand in an attribute. */
export function writtenTexts({ html, file }: Template): string[] {
  const { nodes, errors } = parseTemplate(html, file, { preserveWhitespaces: false });
  if (errors) throw new Error(`${file}: ${errors.map(({ msg }) => msg).join(', ')}`);
  const visitor = new TextVisitor();
  tmplAstVisitAll(visitor, nodes);
  return visitor.found;
}

class TextVisitor extends TmplAstRecursiveVisitor {
  readonly found: string[] = [];

  override visitText({ value }: TmplAstText): void {
    this.judge(value);
  }

  override visitBoundText({ value }: TmplAstBoundText): void {
    for (const text of resultsOf(value)) this.judge(text);
  }

  override visitTextAttribute({ name, value }: TmplAstTextAttribute): void {
    if (isSeen(name)) this.judge(value, name);
  }

  override visitBoundAttribute({ name, value }: TmplAstBoundAttribute): void {
    if (isSeen(name)) for (const text of resultsOf(value)) this.judge(text, name);
  }

  private judge(text: string, attribute?: string): void {
    if (LETTERS.test(text))
      this.found.push(`${attribute === undefined ? '' : `${attribute}: `}${text.trim()}`);
  }
}

function isSeen(name: string): boolean {
  return SEEN.test(name) && !NAMES.test(name);
}

/** The literals that an expression may itself become: not those it compares with, looks up or hands on. */
function resultsOf(ast: AST): string[] {
  if (ast instanceof ASTWithSource) return resultsOf(ast.ast as AST);
  if (ast instanceof ParenthesizedExpression) return resultsOf(ast.expression);
  if (ast instanceof Interpolation)
    return [...ast.strings, ...ast.expressions.flatMap((part: AST) => resultsOf(part))];
  if (ast instanceof LiteralPrimitive) return typeof ast.value === 'string' ? [ast.value] : [];
  if (ast instanceof TemplateLiteral)
    return [
      ...ast.elements.map(({ text }) => text),
      ...ast.expressions.flatMap((part: AST) => resultsOf(part)),
    ];
  if (ast instanceof Conditional) return [...resultsOf(ast.trueExp), ...resultsOf(ast.falseExp)];
  if (ast instanceof BindingPipe) return resultsOf(ast.exp);
  if (ast instanceof Binary && ['+', '??', '||', '&&'].includes(ast.operation))
    return [...resultsOf(ast.left), ...resultsOf(ast.right)];
  return [];
}
