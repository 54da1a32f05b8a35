import { ClerkRefusal } from '../http/errors.ts';
import { textList, optionalText, type Fields } from '../http/requests.ts';
import { type UserRecord } from './records.ts';
import { type Store } from './store.ts';

/** What users can be ordered by; nobody here has a name for the user, an email address or a wallet. */
const ORDERS: Record<string, (user: UserRecord) => number | string> = {
  created_at: (user) => user.createdAt,
  updated_at: (user) => user.updatedAt,
  last_sign_in_at: (user) => user.lastSignInAt ?? 0,
  last_active_at: (user) => user.lastActiveAt ?? 0,
  first_name: (user) => user.firstName ?? '',
  last_name: (user) => user.lastName ?? '',
  phone_number: (user) => primaryNumberOf(user),
};
const ORDER = /^([ +-]?)([a-z_]+)$/;

/** The users a Backend API query names, newest first unless `order_by` says otherwise. */
export function findUsers(store: Store, query: Fields): UserRecord[] {
  const numbers = textList(query, 'phone_number');
  const ids = textList(query, 'user_id');
  const externalIds = textList(query, 'external_id');
  const partOfNumber = optionalText(query, 'phone_number_query') ?? optionalText(query, 'query');
  const found = [...store.users.values()].filter(
    (user) =>
      (numbers.length === 0 || user.phoneNumbers.some((phone) => numbers.includes(phone.phoneNumber))) &&
      (ids.length === 0 || ids.includes(user.id)) &&
      (externalIds.length === 0 || externalIds.includes(user.externalId ?? '')) &&
      (partOfNumber === undefined ||
        user.phoneNumbers.some((phone) => phone.phoneNumber.includes(partOfNumber))),
  );
  return ordered(found, textList(query, 'order_by')[0] ?? '-created_at');
}

/** Users come in the order they were made, which decides between equals, so that pages never overlap. */
function ordered(users: UserRecord[], orderBy: string): UserRecord[] {
  const [, direction, property = ''] = ORDER.exec(orderBy) ?? [];
  const keyOf = ORDERS[property];
  if (keyOf === undefined) {
    throw new ClerkRefusal('form_param_value_invalid', {
      param: 'order_by',
      longMessage: `${orderBy} does not match one of the allowed values for parameter order_by`,
    });
  }
  // No sign means the same as a plus.
  const ascending = users.sort((a, b) => compare(keyOf(a), keyOf(b)));
  return direction === '-' ? ascending.reverse() : ascending;
}

function compare(a: number | string, b: number | string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function primaryNumberOf({ phoneNumbers, primaryPhoneNumberId }: UserRecord): string {
  return phoneNumbers.find((phone) => phone.id === primaryPhoneNumberId)?.phoneNumber ?? '';
}
