import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { sentencesOf } from '../../../test/dictionaries.js';
import { inApp, sourceFiles, templates, walk } from '../../../test/sources.js';
import { LANGUAGE_ENTRIES } from './language-entries.js';

const CONFIG = join(__dirname, '..', '..', '..', '..', 'tsconfig.app.json');
const ROOT = join(__dirname, '..', '..', '..', '..', '..');
const isDictionary = (file: string): boolean => /^core\/i18n\/[a-z]{2}\//.test(inApp(file));

/** Every text that a literal of the code may be; a template literal is all that its type allows. */
function literalsOfCode(): Set<string> {
  const { config } = ts.readConfigFile(CONFIG, (file) => readFileSync(file, 'utf8')) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(CONFIG, '..'));
  const files = sourceFiles('.ts').filter((file) => !isDictionary(file));
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  for (const file of files)
    walk(program.getSourceFile(file)!, (node) => {
      if (ts.isStringLiteralLike(node)) found.add(node.text);
      if (ts.isTemplateExpression(node))
        for (const text of textsOf(checker.getTypeAtLocation(node))) found.add(text);
      return undefined;
    });
  return found;
}

function textsOf(type: ts.Type): string[] {
  if (type.isUnion()) return type.types.flatMap(textsOf);
  return type.isStringLiteral() ? [type.value] : [];
}

/** The audit log's actions come from the server: what writes them says which there are. */
function actionsOfServer(): string {
  const sources = globSync(['database/migrations/*.ts', 'backend/src/**/*.ts'], { cwd: ROOT });
  return sources.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
}

describe('a sentence', () => {
  it('is said somewhere', async () => {
    const inTemplates = templates().flatMap(({ html }) =>
      [...html.matchAll(/'([\w.]+)'/g)].map((match) => match[1]!),
    );
    const said = new Set([...literalsOfCode(), ...inTemplates]);
    const keys = [...(await sentencesOf(LANGUAGE_ENTRIES.en)).keys()];
    const server = actionsOfServer();
    const isSaid = (key: string): boolean =>
      said.has(key) ||
      said.has(key.replace(/\.(?:one|other)$/, '')) ||
      (key.startsWith('admin.audit.') && server.includes(`'${key.replace('admin.audit.', '')}'`));
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  }, 60_000);

  it('is never put together in a template, where nothing tells which it may be', () => {
    expect(
      templates()
        .filter(({ html }) => /\bt\(\s*(?:`|[^)]*['"]\s*\+)/.test(html))
        .map(({ file }) => file),
    ).toEqual([]);
  });
});
