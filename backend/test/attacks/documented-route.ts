import { type OpenAPIObject } from '@nestjs/swagger';
import { type Access, accessOf } from '../../src/docs/access.js';
import { documentedCodes } from '../../src/docs/complete-operation.js';
import { operationsOf, type Route } from '../../src/docs/operations.js';

/** One value a route reads, as far as the document tells. */
export interface Field {
  name: string;
  type: string;
  isNullable: boolean;
  isRequired: boolean;
  /** Whatever it holds refuses nothing. */
  isLenient: boolean;
  example: unknown;
}

/** What an attacker learns of a route from the document. */
export interface DocumentedRoute {
  name: string;
  method: string;
  /** With `{id}` where an id goes. */
  path: string;
  access: Access | 'signature';
  /** Null when it takes no body. */
  body: Field[] | null;
  query: Field[];
  codes: string[];
}

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  nullable?: boolean;
  'x-lenient'?: boolean;
  required?: string[];
  properties?: Record<string, Schema>;
  example?: unknown;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

/** Reads every route of the document. */
export function documentedRoutes(document: OpenAPIObject): DocumentedRoute[] {
  return operationsOf(document).map((route) => {
    const parameters = (route.operation.parameters ?? []) as Parameter[];
    return {
      name: `${route.method} ${route.path}`,
      method: route.method,
      path: route.path,
      access: parameters.some(({ name }) => name === 'svix-signature')
        ? 'signature'
        : accessOf(route.operation),
      body: bodyOf(route, document),
      query: parameters
        .filter((parameter) => parameter.in === 'query')
        .map(({ name, required = false, schema = {} }) => toField(name, schema, required)),
      codes: documentedCodes(route.operation),
    };
  });
}

function bodyOf({ operation }: Route, document: OpenAPIObject): Field[] | null {
  const body = operation.requestBody;
  if (!body || !('content' in body)) return null;
  const schema = resolve(body.content['application/json']?.schema as Schema, document);
  return Object.entries(schema.properties ?? {}).map(([name, property]) =>
    toField(name, property, schema.required?.includes(name) ?? false),
  );
}

function resolve(schema: Schema, document: OpenAPIObject): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  return document.components?.schemas?.[name] as Schema;
}

function toField(name: string, schema: Schema, isRequired: boolean): Field {
  const example = schema.example ?? schema.enum?.[0];
  return {
    name,
    type: schema.type ?? typeof example,
    isNullable: schema.nullable ?? false,
    isRequired,
    isLenient: schema['x-lenient'] ?? false,
    example,
  };
}

/** A body that the route takes, made of the document's examples. */
export function exampleBody({ body }: DocumentedRoute): Record<string, unknown> {
  return Object.fromEntries((body ?? []).map(({ name, example }) => [name, example]));
}
