/**
 * People a laptop can be anybody of from the first start: their numbers always get the code 424242. They are users of
 * Clerk only once they sign in.
 */
export interface DemoPerson {
  /** E.164. */
  phoneNumber: string;
  name: string;
  role: 'owner' | 'admin';
  /** Null for who runs no shop. */
  shop: { name: string; city: string; state: string; pincode: string } | null;
}

export const DEMO_ADMIN: DemoPerson = {
  phoneNumber: '+919000000099',
  name: 'BharatPrint admin',
  role: 'admin',
  shop: null,
};

/** The owner whom `npm start` names. */
export const DEMO_OWNER: DemoPerson = {
  phoneNumber: '+919000000001',
  name: 'Asha Kulkarni',
  role: 'owner',
  shop: { name: 'Asha Digital Prints', city: 'Pune', state: 'Maharashtra', pincode: '411004' },
};

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  DEMO_OWNER,
  {
    phoneNumber: '+919000000002',
    name: 'Ravi Sharma',
    role: 'owner',
    shop: { name: 'Sharma Prints', city: 'Jaipur', state: 'Rajasthan', pincode: '302001' },
  },
  {
    phoneNumber: '+919000000003',
    name: 'Meena Iyer',
    role: 'owner',
    shop: { name: 'Meena Xerox & Binding', city: 'Chennai', state: 'Tamil Nadu', pincode: '600017' },
  },
  DEMO_ADMIN,
];
