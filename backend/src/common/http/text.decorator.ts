import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MinLength, registerDecorator, ValidateIf } from 'class-validator';

const LENIENT_TEXTS = Symbol('LENIENT_TEXTS');
/** Says in the API's document that nothing in a field is refused. */
export const LENIENT = { 'x-lenient': true };

interface TextOptions {
  /** Code points after trimming. */
  max: number;
  /** May the field be left out? */
  optional?: boolean;
  /** May the field be `null`, which empties it? */
  nullable?: boolean;
}

/** A line of text: trimmed, in Unicode's composed form, without control characters, 1 to `max` characters long. */
export function Text({ max, optional = false, nullable = false }: TextOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidied(value) : value)),
    // Not @IsOptional(): that lets null through as well.
    ValidateIf(
      (_object, value: unknown) => !(optional && value === undefined) && !(nullable && value === null),
    ),
    NoControlCharacters(),
    MinLength(1),
    AtMost(max),
    IsString(),
  );
}

/**
 * Counts as Postgres does, in code points. Not @MaxLength(): that leaves variation selectors out, and the check
 * constraint would refuse what passed here.
 */
function AtMost(max: number): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'maxLength',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value === 'string' && isAtMost(max, value),
      },
    });
  };
}

/** Refuses NUL (Postgres cannot store it), line breaks and their kin, and halves of surrogate pairs. */
export function NoControlCharacters(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'noControlCharacters',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => typeof value !== 'string' || isStorable(value),
      },
    });
  };
}

/**
 * A text that is no reason to refuse anybody: what is none, in its type, its characters or its length, is read as an
 * empty one by `RequestInputPipe`. It may be absent.
 * @param max code points after trimming
 */
export function LenientText(max: number): PropertyDecorator {
  return applyDecorators(
    (target: object, property: string | symbol) => {
      const others = lenientTextsOf(target.constructor);
      Reflect.defineMetadata(
        LENIENT_TEXTS,
        new Map([...others, [String(property), max]]),
        target.constructor,
      );
    },
    ValidateIf((_object, value: unknown) => value !== undefined),
    IsString(),
  );
}

/** The lenient texts of a DTO's class, and how long each may be. */
export function lenientTextsOf(dto: object): ReadonlyMap<string, number> {
  return (Reflect.getMetadata(LENIENT_TEXTS, dto) as ReadonlyMap<string, number> | undefined) ?? new Map();
}

/** What is left of a lenient text. */
export function readLeniently(value: unknown, max: number): string {
  const text = typeof value === 'string' ? tidied(value) : '';
  return isStorable(text) && isAtMost(max, text) ? text : '';
}

/** A text for which a parser of ours is responsible: any string, untouched, or absent. */
export function ParsedText(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_object, value: unknown) => value !== undefined),
    IsString(),
  );
}

function tidied(text: string): string {
  return text.normalize('NFC').trim();
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}

function isAtMost(max: number, text: string): boolean {
  return Array.from(text).length <= max;
}
