import { PROFILE_LIMITS } from '#contracts/user.js';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

export type Names = Record<keyof typeof PROFILE_LIMITS, string>;

/** Shops that bring every hostile text through every field: as many texts in each as go in, so that few shops do. */
export function hostileShops(): Names[] {
  const shopNames = packed(PROFILE_LIMITS.shopName);
  const ownerNames = packed(PROFILE_LIMITS.ownerName);
  const cities = packed(PROFILE_LIMITS.city);
  const count = Math.max(shopNames.length, ownerNames.length, cities.length);
  const nth = (texts: string[], place: number): string => texts[place % texts.length] ?? '';
  return Array.from({ length: count }, (_, place) => ({
    shopName: nth(shopNames, place),
    ownerName: nth(ownerNames, place),
    city: nth(cities, place),
  }));
}

/** Each text whole in the first line that has room for it. */
function packed(limit: number): string[] {
  const lines: string[] = [];
  for (const text of HOSTILE_TEXTS) {
    const place = lines.findIndex((line) => Array.from(`${line} ${text}`).length <= limit);
    if (place < 0) lines.push(text);
    else lines[place] = `${lines[place] ?? ''} ${text}`;
  }
  return lines;
}
