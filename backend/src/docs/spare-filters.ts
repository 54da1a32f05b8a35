import { type Operation } from './operations.js';

type Parameter = NonNullable<Operation['parameters']>[number];

/**
 * Has Swagger UI start with an empty field for every filter that has no default. It fills a field with the example of
 * its schema, and takes the first of several: whoever just presses "Execute" would look for what the example names.
 */
export function spareFilters(operation: Operation): void {
  if (operation.parameters) operation.parameters = operation.parameters.map(spared);
}

function spared(parameter: Parameter): Parameter {
  if (!('in' in parameter) || parameter.in !== 'query' || parameter.required === true) return parameter;
  if (parameter.schema === undefined || '$ref' in parameter.schema) return parameter;
  const { example, ...schema } = parameter.schema as typeof parameter.schema & { example?: unknown };
  if (example === undefined || schema.default !== undefined) return parameter;
  const examples = {
    none: { summary: 'None', value: '' },
    one: { summary: 'An example', value: example },
  };
  return { ...parameter, schema, examples };
}
