import { newId } from '../identifiers.ts';
import { type PhoneNumberRecord, type UserRecord } from './records.ts';

export type UserPhones = Pick<UserRecord, 'phoneNumbers' | 'primaryPhoneNumberId'>;

/** A number nobody has yet. */
export function newPhone(
  phoneNumber: string,
  verifiedBy: PhoneNumberRecord['verifiedBy'],
): PhoneNumberRecord {
  const now = Date.now();
  return { id: newId('idn'), phoneNumber, verifiedBy, verification: null, createdAt: now, updatedAt: now };
}

/** The user's numbers with this one added or replaced. A user without a primary number gets the first proved one. */
export function withPhone(user: UserPhones, phone: PhoneNumberRecord): UserPhones {
  const isNew = user.phoneNumbers.every((number) => number.id !== phone.id);
  const phoneNumbers = isNew
    ? [...user.phoneNumbers, phone]
    : user.phoneNumbers.map((number) => (number.id === phone.id ? phone : number));
  const first = phone.verifiedBy === null ? null : phone.id;
  return { phoneNumbers, primaryPhoneNumberId: user.primaryPhoneNumberId ?? first };
}

/** The user's numbers without this one; when it was the primary one, the oldest proved one takes its place. */
export function withoutPhone(user: UserPhones, phoneNumberId: string): UserPhones {
  const phoneNumbers = user.phoneNumbers.filter((number) => number.id !== phoneNumberId);
  const next = phoneNumbers.find((number) => number.verifiedBy !== null)?.id ?? null;
  const isPrimary = user.primaryPhoneNumberId === phoneNumberId;
  return { phoneNumbers, primaryPhoneNumberId: isPrimary ? next : user.primaryPhoneNumberId };
}
