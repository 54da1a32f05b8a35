import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const APP = join(__dirname, '..', 'app');

/** A template of the portal and where it is written. */
export interface Template {
  file: string;
  html: string;
}

/** Neither written by hand nor shipped, or for those who build the portal alone. */
const APART = /\.spec\.ts$|generated|styleguide/;

/** Every file that ships, by its path within app/. */
export function sourceFiles(ending: '.ts' | '.html'): string[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !APART.test(name))
    .map((name) => join(APP, name))
    .sort();
}

export function inApp(file: string): string {
  return relative(APP, file).replaceAll('\\', '/');
}

/** A TypeScript file's tree, with parents. */
export function treeOf(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/** Goes through a node and all below it; `false` from the visitor leaves out what is below. */
export function walk(node: ts.Node, visit: (node: ts.Node) => boolean | undefined): void {
  if (visit(node) === false) return;
  ts.forEachChild(node, (child) => walk(child, visit));
}

/** Every template, whether it has a file of its own or stands in its component. */
export function templates(): Template[] {
  return sourceFiles('.ts').flatMap((file) => {
    const found: Template[] = [];
    walk(treeOf(file), (node) => {
      if (!ts.isPropertyAssignment(node) || !ts.isStringLiteralLike(node.initializer)) return undefined;
      const { text } = node.initializer;
      const name = node.name.getText();
      if (name === 'template') found.push({ file: inApp(file), html: text });
      if (name === 'templateUrl') {
        const beside = join(dirname(file), text);
        found.push({ file: inApp(beside), html: readFileSync(beside, 'utf8') });
      }
      return undefined;
    });
    return found;
  });
}
