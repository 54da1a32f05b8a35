import { INDIAN_STATES, parseIndianState } from './indian-states.js';

describe(parseIndianState.name, () => {
  it.each([
    ['Maharashtra', 'Maharashtra'],
    ['  tamil   nadu ', 'Tamil Nadu'],
    ['mh', 'Maharashtra'],
    ['TS', 'Telangana'],
  ])('reads %j', (input, name) => {
    expect(parseIndianState(input)).toBe(name);
  });

  it('refuses what is no state', () => {
    expect(parseIndianState('Bombay')).toBeNull();
  });

  it('knows 28 states and 8 union territories, each once', () => {
    expect(new Set(INDIAN_STATES.map(({ name }) => name)).size).toBe(36);
    expect(new Set(INDIAN_STATES.map(({ code }) => code)).size).toBe(36);
  });
});
