import { type OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { readFile } from 'node:fs/promises';
import { ERROR_STATUS } from '#contracts/error-codes.js';
import { API_TAGS } from './api-description.js';
import { apiDocument } from './api-document.js';
import { documentedCodes } from './complete-operation.js';
import { operationsOf, type Route } from './operations.js';
import { previewApp } from './preview-app.js';

const COMMITTED = new URL('../../openapi/openapi.json', import.meta.url);

type Responses = Record<string, { description: string; content?: Record<string, Media> }>;
interface Media {
  examples?: Record<string, { value: { code: string; status: number; type: string } }>;
}

describe(apiDocument.name, () => {
  let document: OpenAPIObject;
  let routes: [string, Route][];

  beforeAll(async () => {
    const app = await previewApp();
    // As it travels: without what JSON leaves out.
    document = JSON.parse(JSON.stringify(apiDocument(app))) as OpenAPIObject;
    await app.close();
    routes = operationsOf(document).map((route) => [`${route.method} ${route.path}`, route]);
  });

  const offenders = (isRight: (route: Route) => unknown): string[] =>
    routes.filter(([, route]) => !isRight(route)).map(([name]) => name);

  it('is what backend/openapi/openapi.json holds; `npm run api:types` renews it', async () => {
    expect(JSON.parse(await readFile(COMMITTED, 'utf8'))).toEqual(document);
  });

  it('is valid OpenAPI 3.0', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document) as never);
    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.0');
  });

  it('names every operation once', () => {
    const ids = routes.map(([, { operation }]) => operation.operationId);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.filter((id) => !/^[a-z][A-Za-z]+$/.test(id ?? ''))).toEqual([]);
  });

  it('says of every operation what it does and who may call it', () => {
    expect(offenders(({ operation }) => operation.summary)).toEqual([]);
    expect(offenders(({ operation }) => operation.description?.startsWith('Who: '))).toEqual([]);
  });

  it('puts every operation into one group that is described', () => {
    const groups = API_TAGS.map(({ name }) => name);
    expect(
      offenders(({ operation: { tags = [] } }) => tags.length === 1 && groups.includes(tags[0] ?? '')),
    ).toEqual([]);
    const { tags = [] } = document;
    expect(tags.filter(({ description }) => !description)).toEqual([]);
  });

  it('shows every success, with a body unless it is 204', () => {
    const isShown = ({ operation }: Route) => {
      const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      return (
        successes.length > 0 &&
        successes.every(([status, answer]) => status === '204' || (answer && 'content' in answer))
      );
    };
    expect(offenders(isShown)).toEqual([]);
  });

  it("gives each refusal a problem under the status of the contracts' table", () => {
    const isTrue = ({ operation }: Route) =>
      Object.entries(operation.responses as Responses)
        .filter(([status]) => Number(status) >= 400)
        .every(([status, { content }]) => {
          const examples = Object.entries(content?.['application/problem+json']?.examples ?? {});
          return (
            examples.length > 0 &&
            examples.every(
              ([code, { value }]) =>
                Object.entries(ERROR_STATUS).some(
                  ([known, is]) => known === code && String(is) === status && value.status === is,
                ) && value.code === code,
            )
          );
        });
    expect(offenders(isTrue)).toEqual([]);
  });

  it('names a refusal of fields where fields are looked at, which those of Clerk’s events are not', () => {
    const withBodies = routes.filter(([, { operation }]) => operation.requestBody);
    const lenient = withBodies.filter(
      ([, { operation }]) => !documentedCodes(operation).includes('request.invalid'),
    );
    expect(lenient.map(([name]) => name)).toEqual(['POST /webhooks/clerk']);
  });

  it('gives an example of everything a body must hold', () => {
    const schemas = document.components?.schemas ?? {};
    const lacking = Object.entries(schemas).flatMap(([name, schema]) =>
      'properties' in schema && /Dto$/.test(name)
        ? Object.entries(schema.properties ?? {})
            .filter(([, property]) => isBare(property))
            .map(([property]) => `${name}.${property}`)
        : [],
    );
    expect(lacking).toEqual([]);
  });
});

/** Text of which a reader of Swagger would see no more than `"string"`. */
function isBare(property: object): boolean {
  const { type, example, format, enum: choices } = property as Record<string, unknown>;
  return type === 'string' && [example, format, choices].every((hint) => hint === undefined);
}
