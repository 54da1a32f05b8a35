import { type OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];

/** One operation as OpenAPI describes it. */
export type Operation = NonNullable<PathItem['get']>;

/** A method of a path, and what the document says of it. */
export interface Route {
  method: string;
  path: string;
  operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Every route of the document, in its order. */
export function operationsOf(document: Pick<OpenAPIObject, 'paths'>): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method: method.toUpperCase(), path, operation }] : [];
    }),
  );
}
