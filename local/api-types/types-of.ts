/** What this reads of an OpenAPI 3.0 schema; the document holds nothing else, or the generator stops. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  enum?: unknown[];
  nullable?: boolean;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  description?: string;
}

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

type Content = Record<string, { schema?: Schema }>;

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

const HEAD = `// Made from backend/openapi/openapi.json by \`npm run api:types\`: change the API and run that, never this file.
`;

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
};

/**
 * Writes TypeScript for every schema, and a map from each route to what it takes and answers.
 * @throws Error for a construction it does not know: a wrong type would be worse than none
 */
export function typesOf({ paths, components }: OpenApi): string {
  const schemas = Object.entries(components.schemas)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([name, schema]) => `export ${declarationOf(name, schema)}`);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      routeOf(`${method.toUpperCase()} ${path}`, operation),
    ),
  );
  return [HEAD, ...schemas, `/** Every route: what it takes, and what it answers when all went well. */`]
    .concat(`export interface Routes {\n${routes.join('\n')}\n}\n`)
    .join('\n');
}

function declarationOf(name: string, schema: Schema): string {
  const about = commentOf(schema.description);
  if (schema.type === 'object' && schema.properties) return `${about}interface ${name} ${objectOf(schema)}\n`;
  return `${about}type ${name} = ${typeOf(schema)};\n`;
}

function routeOf(route: string, { parameters = [], requestBody, responses }: Operation): string {
  const of = (place: string): string => {
    const here = parameters.filter((parameter) => parameter.in === place);
    return here.length === 0 ? 'never' : objectOf(asSchema(here));
  };
  return `${JSON.stringify(route)}: {
    path: ${of('path')};
    query: ${of('query')};
    body: ${contentOf(requestBody?.content) ?? 'never'};
    answer: ${answerOf(responses)};
  };`;
}

function asSchema(parameters: readonly Parameter[]): Schema {
  return {
    properties: Object.fromEntries(
      parameters.map(({ name, schema = {}, description }) => [
        name,
        { ...schema, ...(description !== undefined && { description }) },
      ]),
    ),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
  };
}

function answerOf(responses: Operation['responses']): string {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
  const types = successes.map(([, { content }]) => contentOf(content) ?? 'null');
  return [...new Set(types)].join(' | ');
}

function contentOf(content: Content | undefined): string | null {
  const [media] = Object.values(content ?? {});
  return media ? typeOf(media.schema ?? {}) : null;
}

function typeOf(schema: Schema): string {
  const type = bareTypeOf(schema);
  return schema.nullable ? `${type} | null` : type;
}

function bareTypeOf(schema: Schema): string {
  const { $ref, allOf, oneOf, type, items, properties, additionalProperties } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (allOf) return allOf.map(typeOf).join(' & ');
  if (oneOf) return oneOf.map(typeOf).join(' | ');
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (type === 'array' && items) return `(${typeOf(items)})[]`;
  if (properties) return objectOf(schema);
  if (type === 'object') {
    return `Record<string, ${typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'}>`;
  }
  const primitive = PRIMITIVES[type ?? ''];
  if (primitive === undefined) throw new Error(`No type for ${JSON.stringify(schema)}`);
  return primitive;
}

function objectOf({ properties = {}, required = [] }: Schema): string {
  const lines = Object.entries(properties).map(
    ([name, schema]) =>
      `${commentOf(schema.description)}${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)};`,
  );
  return `{\n${lines.join('\n')}\n}`;
}

function commentOf(description: string | undefined): string {
  return description === undefined ? '' : `/** ${description.replaceAll('*/', '* /')} */\n`;
}
