import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsString, MinLength, registerDecorator, ValidateIf } from 'class-validator';

interface TextOptions {
  /** Code points after trimming. */
  max: number;
  /** May the field be left out? */
  optional?: boolean;
  /** May nothing be left of the text after trimming? */
  blank?: boolean;
  /** May the field be `null`, which empties it? */
  nullable?: boolean;
}

/** A line of text: trimmed, in Unicode's composed form, without control characters, 1 to `max` characters long. */
export function Text({
  max,
  optional = false,
  blank = false,
  nullable = false,
}: TextOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.normalize('NFC').trim() : value,
    ),
    // Not @IsOptional(): that lets null through as well.
    ValidateIf(
      (_object, value: unknown) => !(optional && value === undefined) && !(nullable && value === null),
    ),
    NoControlCharacters(),
    MinLength(blank ? 0 : 1),
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
        validate: (value: unknown) => typeof value === 'string' && Array.from(value).length <= max,
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
        validate: (value: unknown) =>
          typeof value !== 'string' || (value.isWellFormed() && !/\p{Cc}/u.test(value)),
      },
    });
  };
}

/** A text for which a parser of ours is responsible: any string, untouched, or absent. */
export function ParsedText(): PropertyDecorator {
  return applyDecorators(
    ValidateIf((_object, value: unknown) => value !== undefined),
    IsString(),
  );
}
