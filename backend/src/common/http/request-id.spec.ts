import { requestIdOf } from './request-id.js';

describe(requestIdOf.name, () => {
  it('keeps a plain id', () => {
    expect(requestIdOf({ headers: { 'x-request-id': 'req_0123456789-a.b' } })).toBe('req_0123456789-a.b');
  });

  it.each([
    undefined,
    '',
    'short',
    'a'.repeat(65),
    'with space inside',
    '{"a":1}{"a":1}',
    '-starts-with-dash',
  ])('replaces %j', (id) => {
    expect(requestIdOf({ headers: { 'x-request-id': id } })).toMatch(/^[0-9a-f-]{36}$/);
  });
});
