import { withoutPhoneNumbers } from './without-phone-numbers.js';

describe(withoutPhoneNumbers.name, () => {
  it.each([
    ['called 9876543210 twice', 'called +91••••••3210 twice'],
    ['called +91 98765-43210.', 'called +91••••••3210.'],
    ['फ़ोन ९८७६५४३२१०', 'फ़ोन +91••••••3210'],
    ['0091 9876543210 and 09123456780', '+91••••••3210 and +91••••••6780'],
    ['(0)98765 43210', '(+91••••••3210'],
  ])('masks %s', (text, masked) => {
    expect(withoutPhoneNumbers(text)).toBe(masked);
  });

  it.each(['order 1234567890', 'PIN 411001', 'on 2026-11-25 at 10:30', 'invoice 98765432101234567890'])(
    'leaves %s',
    (text) => {
      expect(withoutPhoneNumbers(text)).toBe(text);
    },
  );
});
