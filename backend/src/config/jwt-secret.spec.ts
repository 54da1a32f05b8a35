import { randomBytes } from 'node:crypto';
import { isWeakSecret } from './jwt-secret.js';

describe(isWeakSecret.name, () => {
  it.each([
    ['too short', 'k7Hq2mX9pLw4vT8n'],
    ['the name of the thing', 'your-super-secret-jwt-key-change-in-production'],
    ["jwt.io's example", 'a-string-secret-at-least-256-bits-long'],
    ["jwt.io's older example", 'your-256-bit-secret-your-256-bit-secret'],
    ['one character', 'a'.repeat(64)],
    ['a repeated word', 'supersecretsupersecretsupersecret'],
    ['a repeated random word', 'k7Hq2mX9'.repeat(5)],
    ['counting', '0123456789abcdef0123456789abcdef'],
    ['the alphabet', 'abcdefghijklmnopqrstuvwxyz0123456789'],
    ['a placeholder', 'change-me-change-me-change-me-change-me'],
    ['two characters', 'abababbabaabbabaababbabaabbaababba'],
    ['the product and a year', 'bharatprint-production-secret-2026-2027'],
    ['words of a tutorial', 'this-is-a-very-long-secret-key-for-jwt-authentication'],
  ])('finds %s weak', (_case, secret) => {
    expect(isWeakSecret(secret)).toBe(true);
  });

  it.each(['hex', 'base64', 'base64url'] as const)('accepts 32 random bytes in %s', (encoding) => {
    for (let round = 0; round < 2000; round += 1) {
      expect(isWeakSecret(randomBytes(32).toString(encoding))).toBe(false);
    }
  });
});
