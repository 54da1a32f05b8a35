import { readFile } from 'node:fs/promises';
import { GENERATED_FILE, generatedTypes } from './generated-file.ts';
import { type Schema, typesOf } from './types-of.ts';

const typeOf = (schema: Schema): string =>
  /type Subject = (.*);/.exec(typesOf({ paths: {}, components: { schemas: { Subject: schema } } }))?.[1] ??
  '';

describe(typesOf.name, () => {
  it.each<[string, Schema, string]>([
    ['text', { type: 'string' }, 'string'],
    ['whole numbers', { type: 'integer' }, 'number'],
    ['what may be null', { type: 'string', nullable: true }, 'string | null'],
    ['a choice', { type: 'string', enum: ['en', 'hi'] }, '"en" | "hi"'],
    ['a constant', { type: 'boolean', enum: [true] }, 'true'],
    ['a list of choices', { type: 'array', items: { enum: ['a', 'b'] } }, '("a" | "b")[]'],
    ['another schema', { $ref: '#/components/schemas/Other' }, 'Other'],
    ['another schema, wrapped', { allOf: [{ $ref: '#/x/Other' }], nullable: true }, 'Other | null'],
    ['a map', { type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
    ['an open object', { type: 'object' }, 'Record<string, unknown>'],
  ])('writes %s', (_case, schema, type) => {
    expect(typeOf(schema)).toBe(type);
  });

  it('stops at what it does not know', () => {
    expect(() => typeOf({ type: 'file' })).toThrow('No type for {"type":"file"}');
    expect(() => typeOf({})).toThrow('No type');
  });

  it('marks optional properties and lets no description end its comment', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'string', description: 'x */ y' } },
    };
    const text = typesOf({ paths: {}, components: { schemas: { Subject: schema } } });
    expect(text).toContain('"a": string;\n/** x * / y */\n"b"?: string;');
  });

  it('says of a route what it takes and answers', () => {
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
    const text = typesOf({
      paths: { '/users/{id}': { delete: { parameters: [id], responses: { '204': {}, '404': {} } } } },
      components: { schemas: {} },
    });
    expect(text.replace(/\s+/g, ' ')).toContain(
      '"DELETE /users/{id}": { path: { "id": string; }; query: never; body: never; answer: null; };',
    );
  });
});

describe(generatedTypes.name, () => {
  it('are what the portal has; `npm run api:types` renews them', async () => {
    expect(await readFile(GENERATED_FILE, 'utf8')).toBe(await generatedTypes());
  });
});
