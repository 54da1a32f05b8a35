import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, registerDecorator } from 'class-validator';
import { parseIndianState } from '#contracts/indian-states.js';
import { parsePinCode } from '#contracts/pin-code.js';
import { LANGUAGES, type Language, PROFILE_LIMITS } from '#contracts/user.js';
import { Text } from '../common/http/text.decorator.js';

const LONGEST_STATE = 60;
const LONGEST_PIN_CODE = 20;

/** Body of `PATCH /users/me`: what an owner may write. An absent field stays; only `ownerName` may be emptied. */
export class UpdateProfileDto {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: PROFILE_LIMITS.ownerName,
    example: 'Asha Kulkarni',
    description: '`null` empties it; the next sign-in may then fill it again',
  })
  @Text({ max: PROFILE_LIMITS.ownerName, optional: true, nullable: true })
  ownerName?: string | null;

  @ApiPropertyOptional({ maxLength: PROFILE_LIMITS.shopName, example: 'Asha Digital Prints' })
  @Text({ max: PROFILE_LIMITS.shopName, optional: true })
  shopName?: string;

  @ApiPropertyOptional({ maxLength: PROFILE_LIMITS.city, example: 'Pune' })
  @Text({ max: PROFILE_LIMITS.city, optional: true })
  city?: string;

  @ApiPropertyOptional({
    maxLength: LONGEST_STATE,
    example: 'Maharashtra',
    description:
      "A state's or union territory's English name, or today's ISO 3166-2:IN code such as `MH`; the name is stored",
  })
  @ReadBy(parseIndianState)
  @Text({ max: LONGEST_STATE, optional: true })
  state?: string;

  @ApiPropertyOptional({ example: '411001', description: 'Six digits, the first 1-9; spaces are taken out' })
  @ReadBy(parsePinCode)
  @Text({ max: LONGEST_PIN_CODE, optional: true })
  pincode?: string;

  @ApiPropertyOptional({ enum: LANGUAGES, example: 'hi' })
  @IsIn(LANGUAGES)
  @Text({ max: 2, optional: true })
  language?: Language;
}

/** Stores what a shared rule makes of the text, and refuses the text for which the rule answers null. */
function ReadBy(parse: (text: string) => string | null): PropertyDecorator {
  return (target, property) => {
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? (parse(value) ?? value) : value,
    )(target, property);
    registerDecorator({
      name: 'readable',
      target: target.constructor,
      propertyName: String(property),
      validator: { validate: (value: unknown) => typeof value === 'string' && parse(value) !== null },
    });
  };
}
