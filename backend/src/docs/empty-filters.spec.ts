import { type OpenAPIObject } from '@nestjs/swagger';
import { readFile } from 'node:fs/promises';
import { withEmptyFilters } from './empty-filters.js';
import { operationsOf } from './operations.js';

const COMMITTED = new URL('../../openapi/openapi.json', import.meta.url);

interface Filter {
  route: string;
  name: string;
  schema: { example?: unknown; default?: unknown };
  examples?: Record<string, { value: unknown }>;
}

describe(withEmptyFilters.name, () => {
  let document: OpenAPIObject;

  beforeAll(async () => {
    document = JSON.parse(await readFile(COMMITTED, 'utf8')) as OpenAPIObject;
  });

  const filtersOf = (shown: OpenAPIObject): Filter[] =>
    operationsOf(shown).flatMap(({ method, path, operation }) =>
      ((operation.parameters ?? []) as ({ in: string } & Filter)[])
        .filter((parameter) => parameter.in === 'query')
        .map((parameter) => ({ ...parameter, route: `${method} ${path}` })),
    );

  it('has Swagger UI look for everybody until something is typed or chosen', () => {
    const find = filtersOf(withEmptyFilters(document)).filter(({ route }) => route === 'GET /admin/users');
    expect(
      find.map(({ name, examples = {} }) => [name, Object.values(examples).map(({ value }) => value)]),
    ).toEqual([
      ['search', ['', 'asha pune']],
      ['status', []],
      ['plan', []],
      ['limit', []],
      ['cursor', ['', expect.any(String)]],
    ]);
  });

  it('leaves no field with something else in it than its default', () => {
    const filled = filtersOf(withEmptyFilters(document)).filter(
      ({ schema }) => 'example' in schema && schema.example !== schema.default,
    );
    expect(filled).toEqual([]);
  });

  it('changes nothing for whoever reads the document itself', () => {
    const before = structuredClone(document);
    withEmptyFilters(document);
    expect(document).toEqual(before);
    expect(filtersOf(document).filter(({ examples }) => examples)).toEqual([]);
  });
});
