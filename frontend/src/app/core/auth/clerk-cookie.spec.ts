import { mayHaveClerkSession } from './clerk-cookie.js';

describe(mayHaveClerkSession.name, () => {
  it.each([
    ['', false],
    ['__client_uat=0', false],
    ['__client_uat=1795689011', true],
    ['theme=dark; __client_uat_Ab3-x=0; __client_uat=0', false],
    ['theme=dark; __client_uat=0; __client_uat_Ab3x=1795689011', true],
    ['not__client_uat=1795689011', false],
    ['__session=eyJ; __client_uat=', false],
  ])('of %j says %s', (cookie, may) => {
    jest.spyOn(document, 'cookie', 'get').mockReturnValue(cookie);
    expect(mayHaveClerkSession()).toBe(may);
    jest.restoreAllMocks();
  });
});
