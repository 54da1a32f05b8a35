import { isTestNumber, maskedNumber, requireIndian, toE164 } from './phone.ts';

describe(toE164.name, () => {
  it.each([
    '+919876543210',
    '+91 98765 43210',
    '+91-98765-43210',
    '+91 (98765) 43210',
    '+91 0 98765 43210',
    '0091 9876543210',
    '\u202a+91\u00a098765\u201143210\u202c',
    '+９１９８７６５４３２１０',
  ])('reads %j as one and the same number', (typed) => {
    expect(toE164(typed, 'identifier')).toBe('+919876543210');
  });

  it.each(['9876543210', '+91987654321', '+9198765432100', '+911234567890', '+91abc', '+0123456789', ''])(
    'refuses %j',
    (typed) => {
      expect(() => toE164(typed, 'identifier')).toThrow(
        expect.objectContaining({
          code: 'form_param_format_invalid',
          meta: { param_name: 'identifier' },
        }) as Error,
      );
    },
  );
});

describe(requireIndian.name, () => {
  it('refuses other countries with their code', () => {
    expect(() => requireIndian('+12015550100')).toThrow(
      expect.objectContaining({ code: 'unsupported_country_code', meta: { country_code: '1' } }) as Error,
    );
    expect(() => requireIndian('+919876543210')).not.toThrow();
  });
});

describe(isTestNumber.name, () => {
  it.each([
    ['+919000000000', true],
    ['+919000000099', true],
    ['+919000000100', false],
    ['+918000000000', false],
  ])('says of %s: %s', (phoneNumber, isTest) => {
    expect(isTestNumber(phoneNumber)).toBe(isTest);
  });
});

describe(maskedNumber.name, () => {
  it('leaves the country and four digits', () => {
    expect(maskedNumber('+919876543210')).toBe('+91******3210');
  });
});
