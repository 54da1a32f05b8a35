import { placeOf, toPage } from './page.js';

const ID = '01a20664-0467-7229-a31d-dff623e0fbce';
const row = (n: number) => ({ id: ID, cursorAt: `2026-11-25 12:00:00.00000${n}+00`, n });
const rows = [row(3), row(2), row(1)];

describe(toPage.name, () => {
  it('leaves out the row that was read to see whether there are more', () => {
    const { items, nextCursor } = toPage(rows, 2, ({ n }) => n);
    expect(items).toEqual([3, 2]);
    expect(placeOf(nextCursor ?? '')).toEqual({ at: rows[1]?.cursorAt, id: ID });
  });

  it('has no next page when all is shown', () => {
    expect(toPage(rows, 3, ({ n }) => n)).toEqual({ items: [3, 2, 1], nextCursor: null });
    expect(toPage([], 3, String)).toEqual({ items: [], nextCursor: null });
  });
});

describe(placeOf.name, () => {
  it('begins at the beginning without a cursor', () => {
    expect(placeOf(undefined)).toBeNull();
  });

  it.each(['2026-11-25 12:00:00+00', '2024-02-29 23:59:59.999999+05:30', '9999-12-31 00:00:00-08'])(
    'takes %s',
    (at) => {
      expect(placeOf(Buffer.from(`${at}|${ID}`).toString('base64url'))).toEqual({ at, id: ID });
    },
  );

  it.each([
    '2026-13-01 12:00:00+00',
    '2026-02-30 12:00:00+00',
    '2026-11-25 24:00:00+00',
    '2026-11-25 12:60:00+00',
    '2026-11-25 12:00:00+15',
    '0000-01-01 12:00:00+00',
  ])('refuses %s, with which the database would fail', (at) => {
    const cursor = Buffer.from(`${at}|${ID}`).toString('base64url');
    expect(() => placeOf(cursor)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  });

  it.each([
    'nonsense',
    '',
    Buffer.from(`2026-11-25 12:00:00+00|${ID}|more`).toString('base64url'),
    Buffer.from(`yesterday|${ID}`).toString('base64url'),
    Buffer.from('2026-11-25 12:00:00+00|no-uuid').toString('base64url'),
    `${Buffer.from(`2026-11-25 12:00:00+00|${ID}`).toString('base64url')}=`,
  ])('refuses %j', (cursor) => {
    expect(() => placeOf(cursor)).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  });
});
