import { parseReferralCode } from './referral.js';

describe(parseReferralCode.name, () => {
  it.each([
    'BP-7K3MX2QHR',
    'bp-7k3mx2qhr',
    'BP7K3MX2QHR',
    '7K3MX2QHR',
    ' bp 7k3 mx2 qhr ',
    'BP–7K3–MX2–QHR',
    'BP-\u200b7K3MX2QHR\u2069',
    'ＢＰ－７Ｋ３ＭＸ２ＱＨＲ',
    'BP-७K३MX२QHR',
    'https://bharatprint.in/r/BP-7K3MX2QHR',
    'http://localhost:3000/r/bp-7k3mx2qhr?utm_source=whatsapp#top',
    'Join us: https://bharatprint.in/r/BP-7K3MX2QHR (5 uploads more for both)',
  ])('reads %j', (text) => {
    expect(parseReferralCode(text)).toBe('BP-7K3MX2QHR');
  });

  it('takes a code that itself begins with BP', () => {
    expect(parseReferralCode('BPK3MX2QH')).toBe('BP-BPK3MX2QH');
    expect(parseReferralCode('bp-BPK3MX2QH')).toBe('BP-BPK3MX2QH');
  });

  it('leaves it to the API to say that there are no codes with 0, O, 1, I or L', () => {
    expect(parseReferralCode('BP-0O1IL2345')).toBe('BP-0O1IL2345');
  });

  it.each([
    '',
    ' ',
    'BP-',
    'BP-7K3MX2QH',
    'BP-7K3MX2QHRR',
    'BP-7K3MX2QH!',
    'क'.repeat(9),
    'A'.repeat(10_000),
  ])('refuses %j', (text) => {
    expect(parseReferralCode(text)).toBeNull();
  });
});
