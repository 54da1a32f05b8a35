import { mergeMetadata } from './metadata.ts';

describe(mergeMetadata.name, () => {
  it('merges objects, removes by null, replaces the rest', () => {
    const held = { shop: { city: 'Pune', tags: ['a'] }, plan: 'free' };

    const merged = mergeMetadata(held, { shop: { tags: ['b'], pincode: '411001' }, plan: null });

    expect(merged).toEqual({ shop: { city: 'Pune', tags: ['b'], pincode: '411001' } });
  });

  it('leaves everything when nothing is named', () => {
    expect(mergeMetadata({ plan: 'free' }, undefined)).toEqual({ plan: 'free' });
  });
});
