import { newReferralCode } from './referral-code.js';

describe(newReferralCode.name, () => {
  const codes = Array.from({ length: 10_000 }, newReferralCode);

  it('makes codes of the one shape', () => {
    expect(codes.every((code) => /^BP-[23456789ABCDEFGHJKMNPQRSTUVWXYZ]{9}$/.test(code))).toBe(true);
  });

  it('repeats none of ten thousand', () => {
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('uses every character about equally often', () => {
    const counts = new Map<string, number>();
    for (const character of codes.join('').replaceAll('BP-', '')) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(counts.size).toBe(31);
    // 90,000 characters: 2903 of each, standard deviation 53.
    for (const count of counts.values()) expect(Math.abs(count - 2903)).toBeLessThan(6 * 53);
  });
});
