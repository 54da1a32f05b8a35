import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anAccount } from '../../test/builders/an-account.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { AdminModule } from './admin.module.js';

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

interface Items {
  items: Record<string, unknown>[];
  nextCursor: string | null;
}

describe(AdminModule.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let admin: { id: string; token: string };
  let people = 0;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    admin = await anAccount(app, database, { id: 'user_admin', phoneNumber: '+919000000099', role: 'admin' });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  beforeEach(async () => {
    await database.rows(
      'TRUNCATE audit_log, counted_uploads, upload_grants, referrals, phone_history CASCADE',
    );
    await database.rows('DELETE FROM users WHERE id <> $1', [admin.id]);
  });

  /** A shop in the database; columns as in SQL. */
  async function aShop(columns: Record<string, unknown> = {}): Promise<{ id: string; token: string }> {
    people += 1;
    const shop = await anAccount(app, database, {
      id: `user_${people}`,
      phoneNumber: `+9197${String(10_000_000 + people)}`,
    });
    for (const [column, value] of Object.entries(columns)) {
      await database.rows(`UPDATE users SET ${column} = $1 WHERE id = $2`, [value, shop.id]);
    }
    return shop;
  }

  const get = (path: string, token = admin.token) => app.request('GET', `/admin${path}`, { token });
  const post = (path: string, body: unknown, token = admin.token) =>
    app.request('POST', `/admin${path}`, { token, body });
  const patch = (id: string, body: unknown) =>
    app.request('PATCH', `/admin/users/${id}`, { token: admin.token, body });
  const listOf = async (path: string) => (await get(path)).body as unknown as Items;
  const audit = () =>
    database.rows('SELECT actor_id, subject_id, action, details FROM audit_log ORDER BY created_at, id');
  const rowOf = async (id: string) => (await database.rows('SELECT * FROM users WHERE id = $1', [id]))[0];

  describe('finding accounts', () => {
    it('lists them newest first, with masked numbers and exactly these facts', async () => {
      const older = await aShop({ shop_name: 'Asha Prints', phone_number: '+919876543210', city: 'Pune' });
      const newer = await aShop();
      const { items, nextCursor } = await listOf('/users');
      expect(items.map(({ id }) => id)).toEqual([newer.id, older.id, admin.id]);
      expect(nextCursor).toBeNull();
      expect(items[1]).toEqual({
        id: older.id,
        maskedPhoneNumber: '+91••••••3210',
        ownerName: null,
        shopName: 'Asha Prints',
        city: 'Pune',
        state: null,
        subscriptionStatus: 'free',
        status: 'active',
        role: 'owner',
        createdAt: TIME,
        lastLogin: null,
      });
    });

    it('goes through all of them page by page, also those of the same moment', async () => {
      for (let n = 0; n < 7; n += 1) await aShop({ created_at: '2026-11-01T00:00:00.123456Z' });
      const seen: unknown[] = [];
      for (let cursor = ''; ;) {
        const { items, nextCursor } = await listOf(`/users?limit=3${cursor}`);
        seen.push(...items.map(({ id }) => id));
        if (nextCursor === null) break;
        cursor = `&cursor=${nextCursor}`;
      }
      expect(seen).toHaveLength(8);
      expect(new Set(seen).size).toBe(8);
    });

    it.each([
      ['the last four digits', '3210', true],
      ['more digits', '43210', true],
      ['other digits before those', '99993210', false],
      ['the whole number as people write it', '%2B91 98765-43210', true],
      ['Devanagari digits', '३२१०', true],
      ['the beginning of a word', 'dig', true],
      ['words of shop and city in any order and case', 'PUNE asha', true],
      ['a word that is not there', 'asha mumbai', false],
      ['the middle of a word', 'igital', false],
      ['signs alone', '!!!', false],
      ['a quote and a colon', "asha':*", true],
      ['a percent sign', '%25', false],
    ])('finds by %s', async (_case, search, isFound) => {
      const { id } = await aShop({
        shop_name: "Asha's Digital-Prints",
        city: 'Pune',
        phone_number: '+919876543210',
      });
      await aShop({ shop_name: 'Ravi Xerox', city: 'Jaipur' });
      const { items } = await listOf(`/users?search=${search}`);
      expect(items.map((item) => item['id'])).toEqual(isFound ? [id] : []);
    });

    it('finds Hindi by whole syllables of any beginning', async () => {
      const { id } = await aShop({ shop_name: 'आशा प्रिंटिंग', city: 'पुणे' });
      for (const search of ['प्रिं', 'पुणे', 'आशा पु']) {
        expect((await listOf(`/users?search=${search}`)).items.map((item) => item['id'])).toEqual([id]);
      }
    });

    it('filters by status and plan', async () => {
      const now = new Date();
      const blocked = await aShop({ blocked_at: now });
      const parked = await aShop();
      await database.rows('UPDATE users SET phone_number = NULL, parked_at = now() WHERE id = $1', [
        parked.id,
      ]);
      const erasing = await aShop({ erase_after: now });
      const premium = await aShop({ subscription_status: 'premium' });
      const found = async (query: string) =>
        (await listOf(`/users?${query}`)).items.map(({ id, status }) => [id, status]);
      expect(await found('status=blocked')).toEqual([[blocked.id, 'blocked']]);
      expect(await found('status=erasing')).toEqual([[erasing.id, 'erasing']]);
      expect(await found('status=parked')).toEqual([[parked.id, 'parked']]);
      expect(await found('plan=premium')).toEqual([[premium.id, 'active']]);
      expect(await found('plan=premium&status=blocked')).toEqual([]);
    });

    it.each([
      'status=gone',
      'plan=gold',
      'limit=0',
      'limit=101',
      'limit=1.5',
      'limit=',
      'cursor=x',
      'search=',
      'x=1',
    ])('refuses ?%s', async (query) => {
      expect(await get(`/users?${query}`)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
      expect(await audit()).toEqual([]);
    });

    it('writes down what was asked, a number only by its end', async () => {
      await get('/users?search=9876543210&status=active');
      await get('/users?search=asha');
      await get('/users?search=asha%2098765-43210%20pune%20411001%20no%2012');
      expect(await audit()).toMatchObject([
        { actor_id: admin.id, action: 'admin.users_listed', details: { search: '3210', status: 'active' } },
        { action: 'admin.users_listed', details: { search: 'asha' } },
        { action: 'admin.users_listed', details: { search: 'asha ••• pune ••• no 12' } },
      ]);
    });
  });

  it('shows one account in full, and writes that down', async () => {
    const asha = await aShop({ shop_name: 'Asha Prints', phone_number: '+919876543210' });
    const ravi = await aShop();
    await database.rows(
      `INSERT INTO phone_history (user_id, phone_number, reason) VALUES ($1, '+919812345678', 'changed')`,
      [asha.id],
    );
    await database.rows('INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2)', [
      asha.id,
      ravi.id,
    ]);
    const { status, body } = await get(`/users/${asha.id}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      id: asha.id,
      phoneNumber: '+919876543210',
      phoneVerified: true,
      clerkUserId: expect.any(String),
      ownerName: null,
      shopName: 'Asha Prints',
      city: null,
      state: null,
      pincode: null,
      language: 'en',
      role: 'owner',
      referralCode: expect.any(String),
      subscriptionStatus: 'free',
      status: 'active',
      documentsUploaded: 0,
      monthlyUploadLimit: 20,
      uploadsUsedThisMonth: 0,
      lastLogin: null,
      blockedAt: null,
      parkedAt: null,
      eraseAfter: null,
      erasedAt: null,
      createdAt: TIME,
      updatedAt: TIME,
      formerPhoneNumbers: [{ phoneNumber: '+91••••••5678', reason: 'changed', releasedAt: TIME }],
      referrals: { invited: 1, rewarded: 0, invitedBy: null },
    });
    expect(await audit()).toMatchObject([{ subject_id: asha.id, action: 'admin.user_viewed' }]);
    expect(app.logLines.join('')).not.toContain('9876543210');
  });

  describe('changing the plan', () => {
    it("takes the plan's limit with what was earned, and writes from and to down", async () => {
      const asha = await aShop();
      const ravi = await aShop();
      const [referral] = await database.rows(
        'INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2) RETURNING id',
        [asha.id, ravi.id],
      );
      await database.rows(
        `INSERT INTO upload_grants (user_id, referral_id, side, uploads) VALUES ($1, $2, 'referrer', 5)`,
        [asha.id, referral?.['id']],
      );
      expect(await patch(asha.id, { subscriptionStatus: 'premium' })).toMatchObject({
        status: 200,
        body: { subscriptionStatus: 'premium', monthlyUploadLimit: 505 },
      });
      expect(await audit()).toMatchObject([
        {
          actor_id: admin.id,
          subject_id: asha.id,
          action: 'admin.plan_changed',
          details: {
            from: { subscriptionStatus: 'free', monthlyUploadLimit: 20 },
            to: { subscriptionStatus: 'premium', monthlyUploadLimit: 505 },
          },
        },
      ]);
    });

    it('writes down why, the number in it masked', async () => {
      const { id } = await aShop();
      await patch(id, { monthlyUploadLimit: 30, reason: 'Exam season, +91 98765 43210' });
      const [entry] = await audit();
      expect(entry).toMatchObject({
        action: 'admin.plan_changed',
        details: { reason: 'Exam season, +91••••••3210', to: { monthlyUploadLimit: 30 } },
      });
      await patch(id, { monthlyUploadLimit: 31 });
      expect((await audit()).at(-1)?.['details']).not.toHaveProperty('reason');
    });

    it('sets a limit of its own, and the owner sees it at once', async () => {
      const asha = await aShop();
      await patch(asha.id, { monthlyUploadLimit: 77 });
      const me = await app.request('GET', '/users/me', { token: asha.token });
      expect(me.body).toMatchObject({ subscriptionStatus: 'free', monthlyUploadLimit: 77 });
    });

    it.each([
      [{}],
      [{ monthlyUploadLimit: -1 }],
      [{ monthlyUploadLimit: 100_001 }],
      [{ monthlyUploadLimit: '20' }],
      [{ subscriptionStatus: 'gold' }],
      [{ subscriptionStatus: 'free', role: 'admin' }],
      [{ reason: 'nothing else' }],
      [{ subscriptionStatus: 'free', reason: 'x'.repeat(501) }],
    ])('refuses %j', async (body) => {
      const { id } = await aShop();
      const before = await database.contents();
      expect(await patch(id, body)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
      expect(await database.contents()).toBe(before);
    });
  });

  describe('blocking', () => {
    it('ends every token at once, says why in the audit log, and can be taken back', async () => {
      const { id, token } = await aShop();
      const blocked = await post(`/users/${id}/block`, { reason: 'Spam' });
      expect(blocked).toMatchObject({ status: 200, body: { status: 'blocked', blockedAt: TIME } });
      expect((await app.request('GET', '/users/me', { token })).status).toBe(401);
      const again = await post(`/users/${id}/block`, { reason: 'Spam again, says 98765 43210' });
      expect(again.body['blockedAt']).toBe(blocked.body['blockedAt']);

      expect(await post(`/users/${id}/unblock`, { reason: 'A mistake' })).toMatchObject({
        status: 200,
        body: { status: 'active', blockedAt: null },
      });
      expect((await app.request('GET', '/users/me', { token })).status).toBe(401);
      expect(await audit()).toMatchObject([
        { subject_id: id, action: 'admin.user_blocked', details: { reason: 'Spam' } },
        { action: 'admin.user_blocked', details: { reason: 'Spam again, says +91••••••3210' } },
        { action: 'admin.user_unblocked', details: { reason: 'A mistake' } },
      ]);
    });

    it('is not for oneself, nor for who is erased', async () => {
      const erased = await aShop();
      await database.rows(
        'UPDATE users SET phone_number = NULL, clerk_user_id = NULL, erased_at = now() WHERE id = $1',
        [erased.id],
      );
      const before = await database.contents();
      expect(await post(`/users/${admin.id}/block`, { reason: 'x' })).toMatchObject({
        status: 409,
        body: { code: 'user.own_account' },
      });
      expect(await post(`/users/${erased.id}/block`, { reason: 'x' })).toMatchObject({
        status: 409,
        body: { code: 'user.erased' },
      });
      expect(await database.contents()).toBe(before);
    });

    it('of each other at once leaves one admin standing', async () => {
      const other = await anAccount(app, database, {
        id: 'user_other_admin',
        phoneNumber: '+919000000098',
        role: 'admin',
      });
      const answers = await Promise.all([
        post(`/users/${other.id}/block`, { reason: 'x' }),
        post(`/users/${admin.id}/block`, { reason: 'x' }, other.token),
      ]);
      const blocked = await database.rows('SELECT id FROM users WHERE blocked_at IS NOT NULL');
      expect(blocked).toHaveLength(1);
      expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
      await database.rows('UPDATE users SET blocked_at = NULL, token_generation = 0 WHERE id = $1', [
        admin.id,
      ]);
    });
  });

  describe('restoring a parked account', () => {
    /** Parked as sign_in() does it when the number is reissued. */
    async function aParkedShop(phoneNumber: string) {
      const shop = await aShop({ shop_name: 'Old Prints' });
      await database.rows(
        'UPDATE users SET phone_number = NULL, parked_at = now(), token_generation = 1 WHERE id = $1',
        [shop.id],
      );
      await database.rows(
        `INSERT INTO phone_history (user_id, phone_number, clerk_user_id, reason) VALUES ($1, $2, 'user_old', 'reissued')`,
        [shop.id, phoneNumber],
      );
      return shop;
    }

    it('gives it its number back when that is free', async () => {
      const { id } = await aParkedShop('+919811111111');
      expect(await post(`/users/${id}/restore-parked`, { reason: 'Back again' })).toMatchObject({
        status: 200,
        body: { status: 'active', phoneNumber: '+919811111111', parkedAt: null, formerPhoneNumbers: [] },
      });
      expect(await audit()).toMatchObject([
        { subject_id: id, action: 'admin.parked_restored', details: { reason: 'Back again' } },
      ]);
    });

    it('leaves a long quiet one for whoever proves the number next, rather than be parked again', async () => {
      const { id } = await aParkedShop('+919855555551');
      await database.rows(`UPDATE users SET last_login = now() - interval '400 days' WHERE id = $1`, [id]);
      await post(`/users/${id}/restore-parked`, { reason: 'Back again' });
      const owner = { id: 'user_back_again', phoneNumber: '+919855555551' };
      app.clerk.knows(owner);
      const answer = await app.exchange(aClerkToken(app.clerk.key, owner.id), {
        phoneNumber: owner.phoneNumber,
        clerkUserId: owner.id,
      });
      expect(answer).toMatchObject({ status: 200, body: { isNewUser: false, user: { id } } });
    });

    it('leaves the number where it is unless told to park its holder, and then moves the sign-in', async () => {
      const { id } = await aParkedShop('+919822222222');
      const holder = await aShop({ phone_number: '+919822222222', clerk_user_id: 'user_holder' });
      const before = await database.contents();
      expect(await post(`/users/${id}/restore-parked`, { reason: 'x' })).toMatchObject({
        status: 409,
        body: { code: 'user.phone_taken' },
      });
      expect(await database.contents()).toBe(before);

      const restored = await post(`/users/${id}/restore-parked`, { reason: 'x', parkHolder: true });
      expect(restored).toMatchObject({
        status: 200,
        body: { phoneNumber: '+919822222222', clerkUserId: 'user_holder', shopName: 'Old Prints' },
      });
      expect(await rowOf(holder.id)).toMatchObject({
        phone_number: null,
        clerk_user_id: null,
        parked_at: expect.any(Date),
      });
      expect((await app.request('GET', '/users/me', { token: holder.token })).status).toBe(401);
      expect((await audit()).map(({ action }) => action)).toEqual([
        'admin.parked_restored',
        'admin.user_parked',
      ]);
    });

    it('gives no admin’s rights to whoever has the number now', async () => {
      const { id } = await aParkedShop('+919866666666');
      await database.rows(`UPDATE users SET role = 'admin' WHERE id = $1`, [id]);
      await aShop({ phone_number: '+919866666666', clerk_user_id: 'user_of_the_next_owner' });
      const restored = await post(`/users/${id}/restore-parked`, { reason: 'x', parkHolder: true });
      expect(restored.body).toMatchObject({ clerkUserId: 'user_of_the_next_owner', role: 'owner' });
    });

    it('lets no blocked holder out of its block', async () => {
      const { id } = await aParkedShop('+919833333333');
      await aShop({ phone_number: '+919833333333', blocked_at: new Date() });
      expect(await post(`/users/${id}/restore-parked`, { reason: 'x', parkHolder: true })).toMatchObject({
        status: 409,
        body: { code: 'user.phone_taken' },
      });
    });

    it('refuses what is not parked', async () => {
      const { id } = await aShop();
      expect(await post(`/users/${id}/restore-parked`, { reason: 'x' })).toMatchObject({
        status: 409,
        body: { code: 'user.not_parked' },
      });
    });

    it('happens once when two ask at once', async () => {
      const { id } = await aParkedShop('+919844444444');
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => post(`/users/${id}/restore-parked`, { reason: 'x' })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(await audit()).toHaveLength(1);
    });
  });

  describe('giving an upload back', () => {
    const upload = '5f1c7a52-9d3e-4b1a-8c64-2e7f0a9b3d18';
    const giveBack = (id: string, uploadId = upload) =>
      post(`/users/${id}/uploads/${uploadId}/give-back`, {
        reason: 'Blank pages, +91 98765 43210, ticket 4713',
      });

    it('frees its unit once, and is written down', async () => {
      const { id, token } = await aShop();
      await app.request('PUT', `/quota/uploads/${upload}`, { token });
      expect(await giveBack(id)).toMatchObject({
        status: 200,
        body: { id, documentsUploaded: 1, uploadsUsedThisMonth: 0, monthlyUploadLimit: 20 },
      });
      const before = await database.contents();
      expect(await giveBack(id)).toMatchObject({ status: 409, body: { code: 'quota.given_back' } });
      expect(await database.contents()).toBe(before);
      expect(await audit()).toEqual([
        {
          actor_id: admin.id,
          subject_id: id,
          action: 'admin.upload_given_back',
          details: { uploadId: upload, reason: 'Blank pages, +91••••••3210, ticket 4713' },
        },
      ]);
    });

    it('happens once when eight ask at once', async () => {
      const { id, token } = await aShop();
      await app.request('PUT', `/quota/uploads/${upload}`, { token });
      const answers = await Promise.all(Array.from({ length: 8 }, () => giveBack(id)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
      expect(await audit()).toHaveLength(1);
      expect(await rowOf(id)).toMatchObject({ uploads_used_this_month: 0, documents_uploaded: 1 });
    });

    it('knows only uploads that were counted for this account', async () => {
      const [asha, ravi] = [await aShop(), await aShop()];
      await app.request('PUT', `/quota/uploads/${upload}`, { token: asha.token });
      for (const answer of [await giveBack(ravi.id), await giveBack(asha.id, 'invoice-7')]) {
        expect(answer).toMatchObject({ status: 404, body: { code: 'request.not_found' } });
      }
      expect(await rowOf(asha.id)).toMatchObject({ uploads_used_this_month: 1 });
      expect(await audit()).toEqual([]);
    });

    it('leaves an erased account alone', async () => {
      const { id, token } = await aShop();
      await app.request('PUT', `/quota/uploads/${upload}`, { token });
      await database.rows(
        'UPDATE users SET phone_number = NULL, clerk_user_id = NULL, erased_at = now() WHERE id = $1',
        [id],
      );
      expect(await giveBack(id)).toMatchObject({ status: 409, body: { code: 'user.erased' } });
    });

    it('is not for owners', async () => {
      const { id, token } = await aShop();
      await app.request('PUT', `/quota/uploads/${upload}`, { token });
      const path = `/users/${id}/uploads/${upload}/give-back`;
      expect((await post(path, { reason: 'mine' }, token)).status).toBe(403);
    });
  });

  describe('held referrals', () => {
    async function aHeldReferral(referee: Record<string, unknown> = {}) {
      const [asha, ravi] = [await aShop({ shop_name: 'Asha Prints', city: 'Pune' }), await aShop(referee)];
      const [row] = await database.rows(
        `INSERT INTO referrals (referrer_id, referee_id, status, held_reason) VALUES ($1, $2, 'held', 'same_shop') RETURNING id`,
        [asha.id, ravi.id],
      );
      return { id: String(row?.['id']), asha, ravi };
    }
    const COMPLETE = { shop_name: 'Ravi Xerox', city: 'Pune', state: 'Maharashtra', pincode: '411001' };

    it('are listed with both shops', async () => {
      const { id, asha, ravi } = await aHeldReferral(COMPLETE);
      const { items } = await listOf('/referrals');
      expect(items).toEqual([
        {
          id,
          status: 'held',
          heldReason: 'same_shop',
          referrer: { id: asha.id, shopName: 'Asha Prints', city: 'Pune' },
          referee: { id: ravi.id, shopName: 'Ravi Xerox', city: 'Pune' },
          joinedAt: TIME,
          activatedAt: null,
          rewardedAt: null,
          decision: null,
        },
      ]);
      expect((await listOf('/referrals?status=joined')).items).toEqual([]);
    });

    it('are gone through from the oldest on, page by page', async () => {
      const ids: string[] = [];
      for (const day of ['03', '01', '02']) {
        const { id } = await aHeldReferral();
        await database.rows(`UPDATE referrals SET joined_at = $1 WHERE id = $2`, [
          `2026-11-${day}T00:00:00Z`,
          id,
        ]);
        ids.push(id);
      }
      const first = await listOf('/referrals?order=oldest&limit=2');
      expect(first.items.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
      const second = await listOf(`/referrals?order=oldest&limit=2&cursor=${first.nextCursor ?? ''}`);
      expect(second).toMatchObject({ items: [{ id: ids[0] }], nextCursor: null });
      expect((await listOf('/referrals')).items.map(({ id }) => id)).toEqual([ids[0], ids[2], ids[1]]);
    });

    it.each([
      ['approve', COMPLETE, 'rewarded'],
      ['approve', {}, 'joined'],
      ['reject', COMPLETE, 'rejected'],
    ])('can be decided once: %s with a profile of %j makes it %s', async (decision, profile, status) => {
      const { id, asha, ravi } = await aHeldReferral(profile);
      expect(await post(`/referrals/${id}/${decision}`, { reason: 'Two brothers' })).toMatchObject({
        status: 200,
        body: { status, decision: { by: admin.id, reason: 'Two brothers', at: TIME } },
      });
      expect(await post(`/referrals/${id}/reject`, { reason: 'x' })).toMatchObject({
        status: 409,
        body: { code: 'referral.not_held' },
      });
      const details = { referralId: id, reason: 'Two brothers', status };
      const entries = await audit();
      expect(entries[0]).toMatchObject({
        subject_id: ravi.id,
        action: `admin.referral_${status === 'rejected' ? 'rejected' : 'approved'}`,
        details,
      });
      // Why stands where it was decided: the other shop reads its own log.
      const other = { referralId: id, status, side: 'referrer' };
      expect(entries.slice(1)).toEqual(
        decision === 'approve'
          ? [
              expect.objectContaining({
                subject_id: asha.id,
                action: 'admin.referral_approved',
                details: other,
              }),
            ]
          : [],
      );
    });

    it('take a reward back from both shops, once, and write it down', async () => {
      const { id, asha, ravi } = await aHeldReferral(COMPLETE);
      await post(`/referrals/${id}/approve`, { reason: 'Two brothers' });
      expect(await rowOf(asha.id)).toMatchObject({ monthly_upload_limit: 25 });
      const reversed = await post(`/referrals/${id}/reverse`, { reason: 'No brothers after all' });
      expect(reversed).toMatchObject({
        status: 200,
        body: { status: 'rejected', decision: { by: admin.id, reason: 'No brothers after all', at: TIME } },
      });
      expect(await rowOf(asha.id)).toMatchObject({ monthly_upload_limit: 20 });
      expect(await rowOf(ravi.id)).toMatchObject({ monthly_upload_limit: 20 });
      expect(await post(`/referrals/${id}/reverse`, { reason: 'x' })).toMatchObject({
        status: 409,
        body: { code: 'referral.not_rewarded' },
      });
      const action = 'admin.referral_reversed';
      const details = { referralId: id, status: 'rejected' };
      expect((await audit()).slice(-2)).toMatchObject([
        { subject_id: ravi.id, action, details: { ...details, reason: 'No brothers after all' } },
        { subject_id: asha.id, action, details },
      ]);
    });
  });

  it('shows the way from a link to a reward, thirty days of it', async () => {
    const { body } = await get('/referrals/funnel');
    const { days } = body as unknown as { days: Record<string, unknown>[] };
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual({
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      opened: 0,
      joined: 0,
      activated: 0,
      rewarded: 0,
    });
  });

  describe('the audit log', () => {
    it('is read newest first, by actor and subject, and so is the reading', async () => {
      const { id } = await aShop();
      await post(`/users/${id}/block`, { reason: 'one' });
      await post(`/users/${id}/unblock`, { reason: 'two' });
      await database.rows(`INSERT INTO audit_log (action) VALUES ('test.of_the_system')`);
      const { items } = await listOf(`/audit-log?subject=${id}&actor=${admin.id}`);
      expect(items.map(({ action }) => action)).toEqual(['admin.user_unblocked', 'admin.user_blocked']);
      expect(items[0]).toEqual({
        id: expect.any(String),
        action: 'admin.user_unblocked',
        actorId: admin.id,
        subjectId: id,
        details: { reason: 'two' },
        createdAt: TIME,
      });
      const first = await listOf('/audit-log?limit=1');
      expect(first.items.map(({ action }) => action)).toEqual(['admin.audit_log_read']);
      const second = await listOf(`/audit-log?limit=1&cursor=${first.nextCursor ?? ''}`);
      expect(second.items.map(({ action }) => action)).toEqual(['test.of_the_system']);
    });

    it('of an account shows who read it; the id of nobody stands in the details alone', async () => {
      const { id } = await aShop();
      const nobody = '01a20664-0467-7229-a31d-dff623e0fbce';
      await get(`/audit-log?subject=${id}`);
      await get(`/audit-log?subject=${nobody}`);
      const read = { actor_id: admin.id, action: 'admin.audit_log_read' };
      expect((await audit()).slice(-2)).toMatchObject([
        { ...read, subject_id: id, details: { subject: id } },
        { ...read, subject_id: null, details: { subject: nobody } },
      ]);
      const { items } = await listOf(`/audit-log?subject=${id}`);
      expect(items).toMatchObject([{ action: 'admin.audit_log_read', actorId: admin.id, subjectId: id }]);
    });
  });

  it('counts', async () => {
    await aShop({ subscription_status: 'premium', last_login: new Date(), uploads_used_this_month: 4 });
    await aShop({ blocked_at: new Date(), uploads_used_this_month: 9, uploads_month: '2026-01-01' });
    const { status, body } = await get('/stats');
    expect(status).toBe(200);
    const { signUpsPerDay, ...counts } = body;
    expect(counts).toEqual({
      users: { total: 3, active: 2, blocked: 1, parked: 0, erasing: 0, erased: 0 },
      plans: { free: 2, premium: 1 },
      seenInThirtyDays: 1,
      uploadsThisMonth: 4,
      referrals: { joined: 0, activated: 0, rewarded: 0, held: 0, rejected: 0 },
    });
    const days = signUpsPerDay as { day: string; signUps: number }[];
    expect(days).toHaveLength(30);
    expect(days.at(-1)).toEqual({
      day: new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' }),
      signUps: 3,
    });
  });

  it('counts the sign-ups of each of the last days in India', async () => {
    await aShop({ created_at: new Date(Date.now() - 40 * 86_400_000) });
    const days = async (query: string) =>
      ((await get(`/stats/sign-ups${query}`)).body as unknown as { days: { day: string; signUps: number }[] })
        .days;
    expect(await days('')).toHaveLength(30);
    const quarter = await days('?days=90');
    expect(quarter).toHaveLength(90);
    expect(quarter.map(({ day }) => day)).toEqual(quarter.map(({ day }) => day).sort());
    expect(quarter.filter(({ signUps }) => signUps > 0)).toHaveLength(2);
    expect(quarter.at(-1)).toEqual({
      day: new Date().toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' }),
      signUps: 1,
    });
    expect((await audit()).at(-1)).toMatchObject({ action: 'admin.sign_ups_read', details: { days: 90 } });
    for (const wrong of ['0', '91', 'all', '1.5']) {
      expect((await get(`/stats/sign-ups?days=${wrong}`)).status).toBe(400);
    }
  });

  it('asks the database for the role with every request: a demoted admin’s token opens nothing more', async () => {
    const other = await anAccount(app, database, {
      id: 'user_demoted',
      phoneNumber: '+919000000097',
      role: 'admin',
    });
    expect((await get('/stats', other.token)).status).toBe(200);
    await database.rows(`UPDATE users SET role = 'owner' WHERE id = $1`, [other.id]);
    expect(await get('/stats', other.token)).toMatchObject({
      status: 403,
      body: { code: 'access.forbidden' },
    });
  });

  it('does nothing that it cannot write down', async () => {
    const { id, token } = await aShop();
    await database.rows('ALTER TABLE audit_log ADD CONSTRAINT full_for_a_test CHECK (false) NOT VALID');
    const answer = await post(`/users/${id}/block`, { reason: 'x' });
    await database.rows('ALTER TABLE audit_log DROP CONSTRAINT full_for_a_test');
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    expect((await app.request('GET', '/users/me', { token })).status).toBe(200);
  });
});
