import { ClerkRefusal } from './errors.ts';
import { optionalText, type Fields } from './requests.ts';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 500;
const MAX_OFFSET = 1_000_000_000;

/**
 * The part of a list that `limit` and `offset` ask for.
 * @throws ClerkRefusal 422 for more than Clerk gives in one answer
 */
export function pageOf<Item>(items: Item[], query: Fields): Item[] {
  const limit = numberIn(query, { name: 'limit', usual: DEFAULT_LIMIT, least: 1, most: MAX_LIMIT });
  const offset = numberIn(query, { name: 'offset', usual: 0, least: 0, most: MAX_OFFSET });
  return items.slice(offset, offset + limit);
}

interface Bounds {
  name: string;
  usual: number;
  least: number;
  most: number;
}

function numberIn(query: Fields, { name, usual, least, most }: Bounds): number {
  const text = optionalText(query, name);
  if (text === undefined) return usual;
  const value = /^[0-9]+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new ClerkRefusal('form_param_value_invalid', {
    param: name,
    longMessage: `${name} must be a number from ${least} to ${most}.`,
  });
}
