import { parsePinCode, statesOfPinCode } from './pin-code.js';

describe(parsePinCode.name, () => {
  it.each(['400001', '400 001', ' 400001 ', '400-001', '४०००००१'.slice(0, 3) + '००१'])(
    'reads %j',
    (input) => {
      expect(parsePinCode(input)).toBe('400001');
    },
  );

  it.each(['', '000001', '40001', '4000011', '40000a', '4000\u00001', '400\n001'])('refuses %j', (input) => {
    expect(parsePinCode(input)).toBeNull();
  });
});

describe(statesOfPinCode.name, () => {
  it.each([
    ['400001', ['Maharashtra']],
    ['403001', ['Goa']],
    ['110001', ['Delhi']],
    ['248001', ['Uttar Pradesh', 'Uttarakhand']],
    ['605001', ['Puducherry', 'Tamil Nadu']],
    ['795001', ['Manipur']],
    ['900056', []],
  ])('suggests for %s', (pinCode, states) => {
    expect(statesOfPinCode(pinCode)).toEqual(states);
  });
});
