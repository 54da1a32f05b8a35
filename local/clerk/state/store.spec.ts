import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type UserRecord } from './records.ts';
import { Store } from './store.ts';

describe(Store.name, () => {
  let dataDir: string;
  let said: string[];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'store-'));
    said = [];
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  function open(): Store {
    return new Store(dataDir, (line) => said.push(line));
  }

  it('reads what it wrote before it knew of new codes for numbers and sessions', () => {
    const { phoneNumbers, ...user } = aUser('user_1', '+919876543210');
    const [{ verification: _later, ...phone } = {}] = phoneNumbers;
    const session = { id: 'sess_1', userId: 'user_1', status: 'active', updatedAt: Date.now() };
    const earlier = {
      version: 1,
      users: [{ ...user, phoneNumbers: [phone] }],
      sessions: [session],
      clients: [],
      deliveries: [],
    };
    writeFileSync(join(dataDir, 'state.json'), JSON.stringify(earlier));

    const store = open();

    expect(said).toEqual([]);
    expect(store.userByPhone('+919876543210')?.phoneNumbers[0]?.verification).toBeNull();
    expect(store.sessions.get('sess_1')?.reverification).toBeNull();
  });

  it('has everything in its file once it says so', async () => {
    const store = open();
    for (let number = 0; number < 50; number += 1)
      store.putUser(aUser(`user_${number}`, `+9198765432${number}`));

    await store.saved();

    expect(open().users.size).toBe(50);
  });

  it('writes again what changed during a write', async () => {
    const store = open();
    store.putUser(aUser('user_1', '+919876543210'));
    const first = store.saved();
    store.putUser(aUser('user_2', '+919876543211'));

    await Promise.all([first, store.saved()]);

    expect(readFileSync(join(dataDir, 'state.json'), 'utf8')).toContain('user_2');
  });

  it('finds a user by the number held now, proved ones only', () => {
    const store = open();
    const asha = aUser('user_1', '+919876543210');
    store.putUser(asha);
    const [phone] = asha.phoneNumbers;

    store.putUser({ ...asha, phoneNumbers: [{ ...phone!, phoneNumber: '+919876543211' }] });
    store.putUser({ ...aUser('user_2', '+919876543212'), phoneNumbers: [{ ...phone!, verifiedBy: null }] });

    expect(store.userByPhone('+919876543210')).toBeUndefined();
    expect(store.userByPhone('+919876543211')?.id).toBe('user_1');
  });

  it('goes on, and says so, when its file cannot be written', async () => {
    const store = open();
    rmSync(dataDir, { recursive: true });
    store.putUser(aUser('user_1', '+919876543210'));

    await store.saved();

    expect(said).toEqual([expect.stringMatching(/state\.json could not be written: ENOENT/)]);
  });
});

function aUser(id: string, phoneNumber: string): UserRecord {
  const phone = {
    id: `idn_${id}`,
    phoneNumber,
    verifiedBy: 'phone_code' as const,
    verification: null,
    createdAt: 1,
    updatedAt: 1,
  };
  return {
    id,
    externalId: null,
    firstName: null,
    lastName: null,
    phoneNumbers: [phone],
    primaryPhoneNumberId: phone.id,
    publicMetadata: {},
    privateMetadata: {},
    unsafeMetadata: {},
    locale: null,
    banned: false,
    lockedUntil: null,
    lastSignInAt: null,
    lastActiveAt: null,
    createdAt: 1,
    updatedAt: 1,
  };
}
