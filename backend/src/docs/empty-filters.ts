import { type OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

type Parameter = NonNullable<ReturnType<typeof operationsOf>[number]['operation']['parameters']>[number];
interface Schema {
  example?: unknown;
  default?: unknown;
}

/**
 * The document as Swagger UI gets it: it fills a field with the example it finds, so that whoever just presses "Execute"
 * would look for what the examples name. Here a filter without a default has two, nothing and that one. An empty field
 * is not sent; the API refuses one, which is why the document of everybody else does not say so.
 */
export function withEmptyFilters(document: OpenAPIObject): OpenAPIObject {
  const copy = structuredClone(document);
  for (const { operation } of operationsOf(copy)) {
    if (operation.parameters) operation.parameters = operation.parameters.map(emptied);
  }
  return copy;
}

function emptied(parameter: Parameter): Parameter {
  if (!('in' in parameter) || parameter.in !== 'query' || parameter.required === true) return parameter;
  if (parameter.schema === undefined || '$ref' in parameter.schema) return parameter;
  const schema: Schema = { ...parameter.schema };
  const { example } = schema;
  if (example === undefined || schema.default !== undefined) return parameter;
  delete schema.example;
  const examples = {
    none: { summary: 'None', value: '' },
    one: { summary: 'An example', value: example },
  };
  return { ...parameter, schema, examples };
}
