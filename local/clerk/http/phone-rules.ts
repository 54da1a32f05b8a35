import { type UserRecord } from '../state/records.ts';
import { type Store } from '../state/store.ts';
import { ClerkRefusal } from './errors.ts';

/** @throws ClerkRefusal `form_identifier_exists` for a number that somebody has proved to be theirs */
export function refuseTaken(store: Store, phoneNumber: string): void {
  if (store.userByPhone(phoneNumber) !== undefined) throw taken();
}

/** The same, also for a number that this user has already added, proved or not. */
export function refuseTakenOrHeld(store: Store, user: UserRecord, phoneNumber: string): void {
  refuseTaken(store, phoneNumber);
  if (user.phoneNumbers.some((phone) => phone.phoneNumber === phoneNumber)) throw taken();
}

/** @throws ClerkRefusal when nothing would be left to sign in with */
export function refuseLastProved(user: UserRecord, phoneNumberId: string): void {
  const proved = user.phoneNumbers.filter((phone) => phone.verifiedBy !== null);
  if (proved.length === 1 && proved[0]?.id === phoneNumberId) {
    throw new ClerkRefusal('identification_deletion_failed');
  }
}

function taken(): ClerkRefusal {
  return new ClerkRefusal('form_identifier_exists', { param: 'phone_number' });
}
