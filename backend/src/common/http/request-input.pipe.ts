import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { type FieldError, type FieldErrorCode } from '#contracts/error-codes.js';
import { AppError } from '../errors/app-error.js';
import { lenientTextsOf, readLeniently } from './text.decorator.js';

const CODE_OF_CONSTRAINT: ReadonlyMap<string, FieldErrorCode> = new Map([
  ['whitelistValidation', 'unknown'],
  ['isString', 'wrong_type'],
  ['isInt', 'wrong_type'],
  ['isBoolean', 'wrong_type'],
  ['maxLength', 'too_long'],
  ['minLength', 'too_short'],
  ['noControlCharacters', 'control_character'],
]);

/** A body of a thousand unknown fields gets no answer of a thousand lines. */
const MOST_ERRORS = 20;

/** The first that applies names the trouble: a field of the wrong type is also "too short", which helps nobody. */
const PRECEDENCE: readonly FieldErrorCode[] = [
  'unknown',
  'required',
  'wrong_type',
  'control_character',
  'too_long',
  'too_short',
  'invalid',
];

/** Validates bodies and queries against their DTO class: unknown fields are refused, errors name field and code. */
@Injectable()
export class RequestInputPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) =>
      new AppError('request.invalid', { errors: errors.slice(0, MOST_ERRORS).map(toFieldError) }),
  });

  transform(value: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type !== 'body' && metadata.type !== 'query') return value;
    return this.validation.transform(requireFlatObject(withLenientTexts(value, metadata.metatype)), metadata);
  }
}

/** First of all: whatever is nested there is neither refused nor walked through. */
function withLenientTexts(value: unknown, dto: ArgumentMetadata['metatype']): unknown {
  if (!dto || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const given = [...lenientTextsOf(dto)].filter(([field]) => Object.hasOwn(value, field));
  if (given.length === 0) return value;
  const texts = given.map(([field, max]) => [field, readLeniently(Reflect.get(value, field), max)] as const);
  return { ...value, ...Object.fromEntries(texts) };
}

/**
 * Every body and query of this API is one flat object. Saying so first also keeps deeply nested JSON away from class-transformer,
 * which walks it recursively and would exhaust the stack.
 */
function requireFlatObject(value: unknown): object {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AppError('request.malformed');
  const errors = Object.entries(value).flatMap(([field, content]): FieldError[] => {
    // class-transformer drops `constructor` and its kin in silence.
    if (field in Object.prototype) return [{ field, code: 'unknown' }];
    return typeof content === 'object' && content !== null ? [{ field, code: 'wrong_type' }] : [];
  });
  if (errors.length === 0) return value;
  throw new AppError('request.invalid', { errors: errors.slice(0, MOST_ERRORS) });
}

function toFieldError({ property, constraints, value }: ValidationError): FieldError {
  const codes = Object.keys(constraints ?? {}).map((name) => CODE_OF_CONSTRAINT.get(name) ?? 'invalid');
  if (value === undefined && !codes.includes('unknown')) return { field: property, code: 'required' };
  return { field: property, code: PRECEDENCE.find((code) => codes.includes(code)) ?? 'invalid' };
}
