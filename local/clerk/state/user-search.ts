import { type UserRecord } from './records.ts';
import { textList, optionalText, type Fields } from '../http/requests.ts';
import { type Store } from './store.ts';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 500;

/** The users a Backend API query names, newest first unless `order_by=+created_at`. */
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
  const oldestFirst = optionalText(query, 'order_by') === '+created_at';
  return found.sort((a, b) => (oldestFirst ? a.createdAt - b.createdAt : b.createdAt - a.createdAt));
}

/** The part of a list that `limit` and `offset` ask for. */
export function pageOf<Item>(items: Item[], query: Fields): Item[] {
  const limit = Math.min(numberIn(query, 'limit', DEFAULT_LIMIT), MAX_LIMIT);
  const offset = numberIn(query, 'offset', 0);
  return items.slice(offset, offset + limit);
}

function numberIn(query: Fields, name: string, fallback: number): number {
  const text = optionalText(query, name);
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : fallback;
}
