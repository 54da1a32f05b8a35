import { codeFromText, holdsCodeAlone } from './code-from-text.js';

describe(codeFromText.name, () => {
  it.each([
    ['123456', '123456'],
    ['123 456', '123456'],
    ['123-456', '123456'],
    ['Your code is 123 456', '123456'],
    ['123456 is your BharatPrint code. It works for 10 minutes.', '123456'],
    ['Code: 123456. Call 9876543210 if you did not ask.', '123456'],
    ['१२३४५६', '123456'],
    ['आपका कोड १२३ ४५६ है', '123456'],
    ['１２３４５６', '123456'],
    ['\u200e123456\u200e', '123456'],
    ['12', '12'],
    ['12a3', '123'],
    ['1234567', '123456'],
    ['', ''],
    ['no digits', ''],
  ])('finds in %j the code %j', (text, code) => {
    expect(codeFromText(text)).toBe(code);
  });
});

describe(holdsCodeAlone.name, () => {
  it.each([
    ['123456', true],
    ['१२३ ४५६', true],
    ['Code: 123456. Call 9876543210 if you did not ask.', true],
    ['1234567', false],
    ['123456 7', false],
    ['12345', false],
  ])('of %j says %s', (text, holds) => {
    expect(holdsCodeAlone(text)).toBe(holds);
  });
});
