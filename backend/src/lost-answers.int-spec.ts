import { randomUUID } from 'node:crypto';
import { aClerkToken } from '../test/builders/a-clerk-token.js';
import { anOwner } from '../test/builders/an-owner.js';
import { CuttingProxy } from '../test/cutting-proxy.js';
import { TestApp } from '../test/test-app.js';
import { TestDatabase } from '../test/test-database.js';

interface Account {
  id: string;
  code: string;
  token: string;
  clerkToken: string;
}

/** docs/decisions/0022 says of each write why it counts once; here each loses its first answer and is sent again. */
describe('a write whose answer was lost', () => {
  let database: TestDatabase;
  let app: TestApp;
  let proxy: CuttingProxy;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    proxy = await CuttingProxy.before(app.url);
  }, 60_000);

  afterAll(async () => {
    await proxy.stop();
    await app.stop();
    await database.stop();
  });

  const send = (method: string, path: string, token: string, body?: object): Promise<Response> =>
    fetch(proxy.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });

  /** Sends it, loses the answer, and sends it again. */
  async function twice(
    method: string,
    path: string,
    token: string,
    body?: object,
  ): Promise<{ status: number; answer: Record<string, unknown> }> {
    proxy.loseNextAnswer();
    await expect(send(method, path, token, body)).rejects.toThrow('fetch failed');
    const again = await send(method, path, token, body);
    const text = await again.text();
    return { status: again.status, answer: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  }

  async function signUp(role: 'user' | 'admin' = 'user'): Promise<Account> {
    const owner = anOwner();
    app.clerk.knows(owner);
    app.clerk.sessions.set(`sess_${owner.id}`, owner.id);
    const clerkToken = aClerkToken(app.clerk.key, owner.id, { claims: { sid: `sess_${owner.id}` } });
    const body = { phoneNumber: owner.phoneNumber, clerkUserId: owner.id };
    const answer = (await app.exchange(clerkToken, body)).body as {
      token: string;
      user: { id: string; referralCode: string };
    };
    const { id, referralCode: code } = answer.user;
    if (role === 'admin') await database.rows(`UPDATE users SET role = 'admin' WHERE id = $1`, [id]);
    return { id, code, token: answer.token, clerkToken };
  }

  const column = async (name: string, id: string): Promise<unknown> =>
    (await database.rows(`SELECT ${name} AS value FROM users WHERE id = $1`, [id]))[0]?.['value'];
  const count = async (sql: string, ...values: unknown[]): Promise<number> =>
    Number((await database.rows(`SELECT count(*) AS count FROM ${sql}`, values))[0]?.['count']);

  it('makes one account at a first sign-in, and redeems its code once', async () => {
    const asha = await signUp();
    const owner = anOwner();
    app.clerk.knows(owner);
    const { status, answer } = await twice(
      'POST',
      '/auth/verify-clerk-token',
      aClerkToken(app.clerk.key, owner.id),
      { phoneNumber: owner.phoneNumber, clerkUserId: owner.id, referralCode: asha.code },
    );
    expect(status).toBe(200);
    expect(answer).toMatchObject({ referral: { status: 'joined' } });
    expect(await count('users WHERE phone_number = $1', owner.phoneNumber)).toBe(1);
    expect(await count('referrals WHERE referrer_id = $1', asha.id)).toBe(1);
  });

  it('writes a profile as it was sent, and rewards its referral once', async () => {
    const [asha, ravi] = [await signUp(), await signUp()];
    await app.request('POST', '/referrals/redeem', { token: ravi.token, body: { code: asha.code } });
    const shop = { shopName: 'Ravi Xerox', city: 'Pune', state: 'Maharashtra', pincode: '411001' };
    expect(await twice('PATCH', '/users/me', ravi.token, shop)).toMatchObject({
      status: 200,
      answer: { ...shop, monthlyUploadLimit: 25 },
    });
    expect(await column('monthly_upload_limit', asha.id)).toBe(25);
    expect(await count(`audit_log WHERE subject_id = $1 AND action LIKE 'referral.%'`, ravi.id)).toBeLessThan(
      3,
    );
  });

  it('redeems a code once and answers who invited', async () => {
    const [asha, ravi] = [await signUp(), await signUp()];
    const { status, answer } = await twice('POST', '/referrals/redeem', ravi.token, { code: asha.code });
    expect({ status, answer }).toMatchObject({ status: 201, answer: { status: 'joined' } });
    expect(await count('referrals WHERE referee_id = $1', ravi.id)).toBe(1);
  });

  it('counts an upload once', async () => {
    const asha = await signUp();
    const { status } = await twice('PUT', `/quota/uploads/${randomUUID()}`, asha.token);
    expect(status).toBe(200);
    expect(await column('documents_uploaded', asha.id)).toBe(1);
  });

  it('has signed out everywhere: the token that asks again is void', async () => {
    const asha = await signUp();
    const { status } = await twice('POST', '/auth/sign-out-everywhere', asha.token);
    expect(status).toBe(401);
    expect(await column('token_generation', asha.id)).toBe(1);
    expect(app.clerk.sessions.size).toBe(
      [...app.clerk.sessions.keys()].filter((session) => !session.endsWith(asha.id)).length,
    );
  });

  it('has asked for the erasure: the token that asks again is void, and the date stands', async () => {
    const asha = await signUp();
    const { status } = await twice('DELETE', '/users/me', asha.token, { clerkToken: asha.clerkToken });
    expect(status).toBe(401);
    expect(await column('erase_after', asha.id)).toBeInstanceOf(Date);
  });

  describe("of an administrator's", () => {
    it('changes a plan once', async () => {
      const [admin, asha] = [await signUp('admin'), await signUp()];
      const { status, answer } = await twice('PATCH', `/admin/users/${asha.id}`, admin.token, {
        subscriptionStatus: 'premium',
      });
      expect({ status, answer }).toMatchObject({ status: 200, answer: { monthlyUploadLimit: 500 } });
    });

    it('blocks and unblocks, since the first time', async () => {
      const [admin, asha] = [await signUp('admin'), await signUp()];
      proxy.loseNextAnswer();
      const block = `/admin/users/${asha.id}/block`;
      await expect(send('POST', block, admin.token, { reason: 'Spam' })).rejects.toThrow();
      const since = await column('blocked_at', asha.id);
      expect((await send('POST', block, admin.token, { reason: 'Spam' })).ok).toBe(true);
      expect(await column('blocked_at', asha.id)).toEqual(since);
      const unblocked = await twice('POST', `/admin/users/${asha.id}/unblock`, admin.token, {
        reason: 'Mistake',
      });
      expect(unblocked.status).toBeLessThan(300);
      expect(await column('blocked_at', asha.id)).toBeNull();
    });

    it('gives an upload back once', async () => {
      const [admin, asha] = [await signUp('admin'), await signUp()];
      const uploads = [randomUUID(), randomUUID()] as const;
      for (const id of uploads) await app.request('PUT', `/quota/uploads/${id}`, { token: asha.token });
      await twice('POST', `/admin/users/${asha.id}/uploads/${uploads[0]}/give-back`, admin.token, {
        reason: 'Jam',
      });
      expect(await column('uploads_used_this_month', asha.id)).toBe(1);
    });

    it.each([
      ['approve', 'held', 'referral.not_held', 25],
      ['reject', 'held', 'referral.not_held', 20],
      ['reverse', 'rewarded', 'referral.not_rewarded', 20],
    ] as const)('decides a referral once: %s', async (act, from, refusal, limit) => {
      const [admin, asha, ravi] = [await signUp('admin'), await signUp(), await signUp()];
      const shop = { shopName: 'Asha Prints', city: 'Pune', state: 'Maharashtra', pincode: '411001' };
      const write = (token: string, body: object): Promise<unknown> =>
        app.request('PATCH', '/users/me', { token, body });
      await write(asha.token, shop);
      await app.request('POST', '/referrals/redeem', { token: ravi.token, body: { code: asha.code } });
      // The same name in the same place looks like one shop.
      await write(ravi.token, from === 'held' ? shop : { ...shop, shopName: 'Ravi Xerox' });
      const rows = await database.rows('SELECT id, status FROM referrals WHERE referee_id = $1', [ravi.id]);
      expect(rows[0]?.['status']).toBe(from);

      const path = `/admin/referrals/${String(rows[0]?.['id'])}/${act}`;
      const { status, answer } = await twice('POST', path, admin.token, { reason: 'Looked at' });
      expect({ status, code: answer['code'] }).toEqual({ status: 409, code: refusal });
      expect(await column('monthly_upload_limit', asha.id)).toBe(limit);
      expect(await column('monthly_upload_limit', ravi.id)).toBe(limit);
    });
  });
});
