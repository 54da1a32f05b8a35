import { ApiHideProperty, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type FieldError, type FieldErrorCode } from '#contracts/error-codes.js';
import { parsePhoneNumber } from '#contracts/phone-number.js';
import { REFERRAL_CODE_INPUT_LIMIT } from '#contracts/referral.js';
import { type SignInRequest } from '#contracts/sign-in.js';
import { PROFILE_LIMITS } from '#contracts/user.js';
import { AppError } from '../common/errors/app-error.js';
import { LENIENT, LenientText, ParsedText, Text } from '../common/http/text.decorator.js';

const LONGEST_ID = 255;

/** Body of the exchange. `phone_number` and `clerk_user_id` are read too, for clients of the first design. */
export class VerifyClerkTokenDto {
  @ApiProperty({ example: '+919876543210', description: 'An Indian mobile number in any usual notation' })
  @ParsedText()
  phoneNumber?: string;

  @ApiHideProperty()
  @ParsedText()
  phone_number?: string;

  @ApiProperty({ example: 'user_2xAbCdEfGhIjKlMnOpQrStUvWxY', description: "The token's `sub`" })
  @Text({ max: LONGEST_ID, optional: true })
  clerkUserId?: string;

  @ApiHideProperty()
  @Text({ max: LONGEST_ID, optional: true })
  clerk_user_id?: string;

  @ApiPropertyOptional({ example: 'Asha Kulkarni', description: 'Fills the owner name while it is empty' })
  @Text({ max: PROFILE_LIMITS.ownerName, optional: true })
  name?: string;

  @ApiPropertyOptional({
    example: 'BP-7KQ2M9XWZ',
    description:
      'Of whoever invited; one that does not count, or is no text of at most 1,000 characters, stops no sign-in, and the ' +
      'answer says why',
    ...LENIENT,
  })
  // Whatever is no code is one that nobody has.
  @LenientText(REFERRAL_CODE_INPUT_LIMIT)
  referralCode?: string;
}

/**
 * Brings the two spellings of a body together and the number into E.164.
 * @throws AppError `request.invalid` when a field is missing or its spellings differ, `phone.invalid`
 */
export function toSignInRequest(body: VerifyClerkTokenDto): SignInRequest {
  const phone = oneOf('phoneNumber', body.phoneNumber, body.phone_number);
  const clerkUserId = oneOf('clerkUserId', body.clerkUserId, body.clerk_user_id);
  const errors = [phone, clerkUserId].flatMap(({ error }) => (error ? [error] : []));
  if (errors.length > 0) throw new AppError('request.invalid', { errors });

  const parsed = parsePhoneNumber(phone.value);
  if (!parsed.ok)
    throw new AppError('phone.invalid', { errors: [{ field: 'phoneNumber', code: 'invalid' }] });
  return {
    phoneNumber: parsed.phoneNumber,
    clerkUserId: clerkUserId.value,
    ...(body.name !== undefined && { name: body.name }),
    ...(body.referralCode !== undefined && { referralCode: body.referralCode }),
  };
}

function oneOf(field: string, camel?: string, snake?: string): { value: string; error?: FieldError } {
  const value = camel ?? snake;
  if (value === undefined) return refused(field, 'required');
  return snake === undefined || snake === value ? { value } : refused(field, 'invalid');
}

function refused(field: string, code: FieldErrorCode): { value: string; error: FieldError } {
  return { value: '', error: { field, code } };
}
