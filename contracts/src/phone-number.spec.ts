import { formatPhoneNumber, maskPhoneNumber, parsePhoneNumber } from './phone-number.js';

describe(parsePhoneNumber.name, () => {
  it.each([
    '9876543210',
    '09876543210',
    '919876543210',
    '+919876543210',
    '+91 98765 43210',
    '+91-98765-43210',
    '0091 9876543210',
    '00919876543210',
    '(0)98765 43210',
    '98765.43210',
    '98765–43210',
    '+91 0 98765 43210',
    '91 09876543210',
    '091 98765 43210',
    '(+91) 98765-43210',
    '९८७६५४३२१०',
    '+९१ ९८७६५ ४३२१०',
    '௯௮௭௬௫௪௩௨௧௦',
    '৯৮৭৬৫৪৩২১০',
    '9876543210',
    '+919876543210',
    '\u202a+91 98765 43210\u202c',
    '98765\u200b43210',
    '\u200e9876543210\ufeff',
    'tel:+919876543210',
    'TEL:09876543210',
    '  9876543210  ',
    '9876543210\r\n',
    '98765\u00a043210',
    '98765\u202f43210',
    '98 76 54 32 10',
  ])('reads %j as one number', (input) => {
    expect(parsePhoneNumber(input)).toEqual({ ok: true, phoneNumber: '+919876543210' });
  });

  it('keeps a ten-digit number that begins with 91', () => {
    expect(parsePhoneNumber('9198765432')).toEqual({ ok: true, phoneNumber: '+919198765432' });
    expect(parsePhoneNumber('09198765432')).toEqual({ ok: true, phoneNumber: '+919198765432' });
  });

  it.each([
    ['', 'empty'],
    [' \u200b ', 'empty'],
    ['asha@example.in', 'not_a_number'],
    ['98765 4321O', 'not_a_number'],
    ['9876543210 x12', 'not_a_number'],
    ['9876543210\u0000', 'not_a_number'],
    ['98765\r\n43210', 'not_a_number'],
    ['98765\t43210', 'not_a_number'],
    ['98+76543210', 'not_a_number'],
    ['+1 201 555 0100', 'other_country'],
    ['0044 7911 123456', 'other_country'],
    ['987654321', 'too_short'],
    ['+91 98765 4321', 'too_short'],
    ['+91', 'too_short'],
    ['98765432101', 'too_long'],
    ['+91 98765 432101', 'too_long'],
    ['9'.repeat(65), 'too_long'],
    ['5876543210', 'not_mobile'],
    ['1600123456', 'not_mobile'],
    ['9999999999', 'repeated_digit'],
  ])('refuses %j as %s', (input, refusal) => {
    expect(parsePhoneNumber(input)).toEqual({ ok: false, refusal });
  });
});

describe(formatPhoneNumber.name, () => {
  it('groups an Indian number by five', () => {
    expect(formatPhoneNumber('+919876543210')).toBe('+91 98765 43210');
  });

  it('leaves what is no Indian number alone', () => {
    expect(formatPhoneNumber('98765')).toBe('98765');
  });
});

describe(maskPhoneNumber.name, () => {
  it('shows the last four digits only', () => {
    expect(maskPhoneNumber('+919876543210')).toBe('+91••••••3210');
  });
});
