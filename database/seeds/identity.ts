import { createHash } from 'node:crypto';

const DAY = 86_400_000;
const CODE_CHARACTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

// Older than any account of the product, so that lists ordered by id put what people really made first.
const ID_EPOCH = Date.UTC(2024, 0, 1);

/**
 * The same id for the same name in every run. It has the layout of a UUID of version 7, as `new_id()` makes them, so
 * that ids sort as the rows were made.
 * @param daysAgo age of the row on the day the demo is made
 */
export function demoId(name: string, daysAgo: number): string {
  const time = Math.round(ID_EPOCH - daysAgo * DAY)
    .toString(16)
    .padStart(12, '0');
  const rest = digest(name).toString('hex');
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${rest.slice(0, 3)}`,
    `8${rest.slice(3, 6)}`,
    rest.slice(6, 18),
  ].join('-');
}

/** `BP-` and nine characters, the same for the same name in every run. */
export function demoReferralCode(name: string): string {
  const characters = [...digest(`code ${name}`).subarray(0, 9)].map(
    (byte) => CODE_CHARACTERS[byte % CODE_CHARACTERS.length],
  );
  return `BP-${characters.join('')}`;
}

/** E.164, from the `n` of shops.ts. */
export function demoPhoneNumber(n: number): string {
  return `+91${9_000_000_000 + n}`;
}

/** A number from 0 up to 1, the same for the same name in every run: what should look like chance. */
export function chance(name: string): number {
  return digest(`chance ${name}`).readUInt32BE() / 2 ** 32;
}

function digest(name: string): Buffer {
  return createHash('sha256').update(`bharatprint demo ${name}`).digest();
}
