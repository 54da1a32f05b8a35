import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ERROR_STATUS, type ErrorCode, type FieldError, type Problem } from '#contracts/error-codes.js';
import { AppError } from '../errors/app-error.js';
import { toProblem } from '../errors/problem.js';
import { ProblemDto } from './problem.dto.js';

const PROBLEM_MEDIA_TYPE = 'application/problem+json';
const EXAMPLE_REQUEST_ID = '3f2b1c9e-4d57-4a52-9d0c-8a6d1f2e7b11';

/** Refusals whose problem also names the fields at fault. */
const EXAMPLE_ERRORS: Partial<Record<ErrorCode, FieldError[]>> = {
  'request.invalid': [{ field: 'role', code: 'unknown' }],
  'phone.invalid': [{ field: 'phoneNumber', code: 'invalid' }],
};

/** Refusals whose problem says when that changes. */
const EXAMPLE_OPENS_AT: Partial<Record<ErrorCode, string>> = { 'quota.exceeded': '2026-11-30T18:30:00.000Z' };

/** One documented answer: every code of one status, each with a problem as it would arrive. */
export interface RefusalResponse {
  description: string;
  headers: Record<string, { description: string; schema: { type: string } }>;
  content: Record<string, { schema: { $ref: string }; examples: Record<string, RefusalExample> }>;
}

interface RefusalExample {
  summary: string;
  value: Problem;
}

/** Documents a route's refusals, grouped by status, with an example of each code. */
export function ApiRefusals(...codes: ErrorCode[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemDto),
    ...Object.entries(refusalResponses(codes)).map(([status, response]) =>
      ApiResponse({ status: Number(status), ...response }),
    ),
  );
}

/** The documented answers for these codes, by status. */
export function refusalResponses(codes: readonly ErrorCode[]): Record<string, RefusalResponse> {
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))];
  return Object.fromEntries(
    statuses.map((status) => [
      String(status),
      refusalResponse(codes.filter((code) => ERROR_STATUS[code] === status)),
    ]),
  );
}

function refusalResponse(codes: readonly ErrorCode[]): RefusalResponse {
  const [first = 'internal'] = codes;
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: headersOf(ERROR_STATUS[first]),
    content: {
      [PROBLEM_MEDIA_TYPE]: {
        schema: { $ref: getSchemaPath(ProblemDto) },
        examples: Object.fromEntries(codes.map((code) => [code, exampleOf(code)])),
      },
    },
  };
}

function headersOf(status: number): RefusalResponse['headers'] {
  if (status === 401) {
    return { 'WWW-Authenticate': { description: 'Always `Bearer`', schema: { type: 'string' } } };
  }
  if (status !== 429 && status !== 503) return {};
  return { 'Retry-After': { description: 'Seconds until a try makes sense', schema: { type: 'integer' } } };
}

function exampleOf(code: ErrorCode): RefusalExample {
  const errors = EXAMPLE_ERRORS[code];
  const opensAt = EXAMPLE_OPENS_AT[code];
  const error = new AppError(code, { ...(errors && { errors }), ...(opensAt && { opensAt }) });
  const problem = toProblem(error, EXAMPLE_REQUEST_ID);
  return { summary: problem.title, value: problem };
}
