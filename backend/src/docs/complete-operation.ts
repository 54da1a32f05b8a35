import { ERROR_STATUS, type ErrorCode } from '#contracts/error-codes.js';
import { refusalResponses } from '../common/http/api-refusals.decorator.js';
import { type Access, accessOf, CALLERS } from './access.js';
import { type Operation, type Route } from './operations.js';

const OF_EVERY_CALLER: Record<Access, readonly ErrorCode[]> = {
  public: [],
  clerk: ['auth.unauthorized', 'request.rate_limited', 'auth.keys_unavailable', 'database.unavailable'],
  owner: ['auth.unauthorized', 'request.rate_limited', 'database.unavailable'],
  admin: ['auth.unauthorized', 'access.forbidden', 'request.rate_limited', 'database.unavailable'],
};
const OF_BODIES: readonly ErrorCode[] = [
  'request.malformed',
  'request.too_large',
  'request.unsupported_media_type',
];
const REQUEST_ID = { description: 'Names this answer in our logs', schema: { type: 'string' } };

/** Adds what holds for every route of its kind, so that no controller has to remember it. */
export function completeOperation(route: Route): void {
  const { operation } = route;
  operation.description = [`Who: ${CALLERS[accessOf(operation)]}.`, operation.description]
    .filter(Boolean)
    .join('\n\n');
  operation.responses = { ...successesOf(operation), ...refusalResponses(refusalsOf(route)) };
  for (const response of Object.values(operation.responses)) {
    if (response && 'description' in response)
      response.headers = { 'X-Request-Id': REQUEST_ID, ...response.headers };
  }
}

/** The codes of a route: those its controller names and those every route of its kind has, in the table's order. */
function refusalsOf({ method, path, operation }: Route): ErrorCode[] {
  const parameters = (operation.parameters ?? []).filter((one) => 'in' in one);
  // Clerk's body is judged by its signature: none of its fields is refused.
  const isSigned = parameters.some(({ name }) => name === 'svix-signature');
  const codes = new Set<string>([
    ...documentedCodes(operation),
    ...OF_EVERY_CALLER[accessOf(operation)],
    ...(method === 'GET' ? [] : OF_BODIES),
    ...((operation.requestBody && !isSigned) || parameters.some((one) => one.in === 'query')
      ? ['request.invalid']
      : []),
    ...(path.includes('{id}') ? ['request.not_found'] : []),
  ]);
  return ERROR_CODES.filter((code) => codes.has(code));
}

const ERROR_CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

/** The refusal codes the document names for an operation. */
export function documentedCodes(operation: Operation): string[] {
  return Object.values(operation.responses).flatMap((response) =>
    response && 'content' in response
      ? Object.keys(response.content['application/problem+json']?.examples ?? {})
      : [],
  );
}

function successesOf({ responses }: Operation): Operation['responses'] {
  return Object.fromEntries(Object.entries(responses).filter(([status]) => Number(status) < 400));
}
