import { isManyToEnd, requireFewEndings, requireOwnInstance } from './ending-limits.js';

describe(isManyToEnd.name, () => {
  it.each([
    { gone: 0, boundAccounts: 0, isMany: false },
    { gone: 10, boundAccounts: 10, isMany: false },
    { gone: 11, boundAccounts: 11, isMany: true },
    { gone: 11, boundAccounts: 1_099, isMany: true },
    { gone: 11, boundAccounts: 1_100, isMany: false },
    { gone: 2_000, boundAccounts: 200_000, isMany: false },
    { gone: 2_001, boundAccounts: 200_000, isMany: true },
  ])('says $isMany of $gone of $boundAccounts', ({ gone, boundAccounts, isMany }) => {
    expect(isManyToEnd(gone, boundAccounts)).toBe(isMany);
  });
});

describe(requireFewEndings.name, () => {
  it('tells what was seen and how to go on', () => {
    expect(() => requireFewEndings(37, 500)).toThrow(
      /users of 37 of 500 .*CLERK_SECRET_KEY.* --mend --many$/,
    );
    expect(() => requireFewEndings(10, 500)).not.toThrow();
  });
});

describe(requireOwnInstance.name, () => {
  it('tells what was seen and what to check', () => {
    const seen = { clerkUsers: 812, boundAccounts: 500, known: 0 };
    expect(() => requireOwnInstance(seen)).toThrow(/lists 812 users, and none of the 500 .*CLERK_SECRET_KEY/);
  });

  it.each([
    { clerkUsers: 812, boundAccounts: 500, known: 1 },
    { clerkUsers: 812, boundAccounts: 0, known: 0 },
  ])('has nothing against $known known of $boundAccounts', (seen) => {
    expect(() => requireOwnInstance(seen)).not.toThrow();
  });
});
