import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { type Answer, TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { LinkOpens } from './link-opens.js';
import { ReferralsController } from './referrals.controller.js';

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
const SHOP = { shopName: 'Asha Prints', city: 'Pune', state: 'Maharashtra', pincode: '411001' };

interface Shop {
  owner: { id: string; phoneNumber: string };
  id: string;
  code: string;
  token: string;
  answer: Answer;
}

describe(ReferralsController.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({
      databaseUrl: database.server.apiUrl,
      variables: { CORS_ORIGINS: 'https://bharatprint.in,https://www.bharatprint.in' },
    });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const exchange = (owner: { id: string; phoneNumber: string }, body: Record<string, unknown> = {}) =>
    app.exchange(aClerkToken(app.clerk.key, owner.id, { claims: { azp: 'https://bharatprint.in' } }), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
      ...body,
    });

  async function signUp(body: Record<string, unknown> = {}): Promise<Shop> {
    const owner = anOwner();
    app.clerk.knows(owner);
    const answer = await exchange(owner, body);
    expect(answer.status).toBe(200);
    const user = answer.body['user'] as { id: string; referralCode: string };
    return { owner, id: user.id, code: user.referralCode, token: String(answer.body['token']), answer };
  }

  const write = async ({ token }: Shop, profile: Record<string, unknown>) =>
    (await app.request('PATCH', '/users/me', { token, body: profile })).body;
  const aShop = async (profile: Record<string, unknown> = SHOP): Promise<Shop> => {
    const shop = await signUp();
    await write(shop, profile);
    return shop;
  };
  const get = (path: string, { token }: Shop) => app.request('GET', `/referrals${path}`, { token });
  const redeem = ({ token }: Shop, code: string) =>
    app.request('POST', '/referrals/redeem', { token, body: { code } });
  const lookUp = (code: string) => app.request('GET', `/referrals/codes/${encodeURIComponent(code)}`);
  const aged = (shop: Shop, age: string) =>
    database.rows(`UPDATE users SET created_at = now() - $2::interval WHERE id = $1`, [shop.id, age]);

  describe('looking a code up', () => {
    it.each([
      ['as it is', (code: string) => code],
      ['in small letters', (code: string) => code.toLowerCase()],
      ['without the dash', (code: string) => code.replace('-', '')],
      ['with spaces', (code: string) => code.replace(/(.{4})/g, '$1 ')],
    ])('takes it %s', async (_case, written) => {
      const { code } = await aShop();
      expect(await lookUp(written(code))).toMatchObject({
        status: 200,
        body: { valid: true, referrer: { shopName: 'Asha Prints', city: 'Pune' } },
      });
    });

    it('shows nothing but the shop name and the city', async () => {
      const { code } = await aShop();
      expect((await lookUp(code)).body).toEqual({
        valid: true,
        referrer: { shopName: 'Asha Prints', city: 'Pune' },
      });
    });

    it('knows a shop that has no name yet', async () => {
      const { code } = await signUp();
      expect((await lookUp(code)).body).toEqual({ valid: true, referrer: { shopName: null, city: null } });
    });

    it.each([
      'BP-AAAAAAAAA',
      'BP-0O1IL0O1I',
      'nonsense',
      "' OR 1=1 --",
      '\u0000',
      'क',
      'x'.repeat(90),
      'x'.repeat(1_000),
    ])('has one answer for what is no code: %j', async (code) => {
      expect(await lookUp(code)).toMatchObject({ status: 200, text: '{"valid":false,"referrer":null}' });
    });

    it('knows no code of a blocked shop', async () => {
      const shop = await aShop();
      await database.rows('UPDATE users SET blocked_at = now() WHERE id = $1', [shop.id]);
      expect((await lookUp(shop.code)).body).toEqual({ valid: false, referrer: null });
    });

    it('counts valid codes for the funnel, some seconds later and together', async () => {
      await database.rows('TRUNCATE referral_link_opens');
      const opens = app.nest.get(LinkOpens, { strict: false });
      await opens.write();
      await database.rows('TRUNCATE referral_link_opens');
      const { code } = await aShop();
      await Promise.all([lookUp(code), lookUp(code), lookUp('BP-AAAAAAAAA')]);
      expect(await database.rows('SELECT opens FROM referral_link_opens')).toEqual([]);
      await opens.write();
      expect(await database.rows('SELECT opens::int FROM referral_link_opens')).toEqual([{ opens: 2 }]);
    });
  });

  describe('a code that comes with the exchange', () => {
    it('joins the new shop to whoever invited it', async () => {
      const asha = await aShop();
      const ravi = await signUp({ referralCode: ` ${asha.code.toLowerCase()} ` });
      expect(ravi.answer.body).toMatchObject({ isNewUser: true, referral: { status: 'joined' } });
      const rows = await database.rows('SELECT referrer_id, status FROM referrals WHERE referee_id = $1', [
        ravi.id,
      ]);
      expect(rows).toEqual([{ referrer_id: asha.id, status: 'joined' }]);
    });

    it('is answered the same when the answer was lost and the sign-in is sent again', async () => {
      const asha = await aShop();
      const ravi = await signUp({ referralCode: asha.code });
      const again = await exchange(ravi.owner, { referralCode: asha.code });
      expect(again.body).toMatchObject({ isNewUser: false, referral: { status: 'joined' } });
    });

    it('is redeemed by an account of less than seven days, at once with a complete profile', async () => {
      const asha = await aShop();
      const ravi = await aShop({ ...SHOP, shopName: 'Ravi Digital' });
      const { body } = await exchange(ravi.owner, { referralCode: asha.code });
      expect(body).toMatchObject({
        referral: { status: 'rewarded' },
        user: { monthlyUploadLimit: 25 },
      });
    });

    it('is not spoken of when there was none', async () => {
      expect(Object.keys((await signUp()).answer.body)).toEqual(['success', 'token', 'isNewUser', 'user']);
    });

    it.each([
      ['unknown', () => 'BP-AAAAAAAAA', 'referral.code_unknown'],
      ['empty', () => '', 'referral.code_unknown'],
      ['nothing but spaces', () => '   ', 'referral.code_unknown'],
      ['no code at all', () => '<script>alert(1)</script>', 'referral.code_unknown'],
      ['longer than any code', () => 'x'.repeat(999), 'referral.code_unknown'],
      ['longer than what is looked at', () => 'x'.repeat(1_001), 'referral.code_unknown'],
      ['null', () => null, 'referral.code_unknown'],
      ['a number', () => 5, 'referral.code_unknown'],
      ['true', () => true, 'referral.code_unknown'],
      ['a list', () => ['BP-AAAAAAAAA'], 'referral.code_unknown'],
      ['an object', () => ({ $ne: '' }), 'referral.code_unknown'],
      ['with NUL', () => 'BP-\u0000', 'referral.code_unknown'],
      ['with half a surrogate pair', () => 'BP-\ud800', 'referral.code_unknown'],
    ])('stops no sign-up when it is %s, and the answer says why', async (_case, code, refusal) => {
      const { answer } = await signUp({ referralCode: code() });
      expect(answer.body).toMatchObject({
        isNewUser: true,
        referral: { status: 'ignored', code: refusal },
      });
    });

    it('stops no sign-in of a shop that is here already when it is no text', async () => {
      const ravi = await signUp();
      expect(await exchange(ravi.owner, { referralCode: null })).toMatchObject({
        status: 200,
        body: { isNewUser: false, referral: { status: 'ignored', code: 'referral.code_unknown' } },
      });
    });

    it('stops no sign-in when the shop behind it is locked, and may be sent again', async () => {
      const asha = await aShop();
      const ravi = await signUp();
      const unlock = await database.lockUser(asha.id);
      const { status, body } = await exchange(ravi.owner, { referralCode: asha.code });
      await unlock();
      expect(status).toBe(200);
      expect(body).not.toHaveProperty('referral');
      const again = await exchange(ravi.owner, { referralCode: asha.code });
      expect(again.body['referral']).toEqual({ status: 'joined' });
    });

    it('stops no sign-in when it is the own one, a second one or too late', async () => {
      const [asha, meera] = [await aShop(), await aShop()];
      const ravi = await signUp();
      const outcome = async (code: string) =>
        (await exchange(ravi.owner, { referralCode: code })).body['referral'];
      expect(await outcome(ravi.code)).toEqual({ status: 'ignored', code: 'referral.own_code' });
      await aged(ravi, '8 days');
      expect(await outcome(asha.code)).toEqual({ status: 'ignored', code: 'referral.too_late' });
      await aged(ravi, '1 day');
      expect(await outcome(asha.code)).toEqual({ status: 'joined' });
      expect(await outcome(meera.code)).toEqual({ status: 'ignored', code: 'referral.already_redeemed' });
    });
  });

  describe('redeeming by hand', () => {
    it('answers who invited', async () => {
      const asha = await aShop();
      const answer = await redeem(await signUp(), `https://bharatprint.in/r/${asha.code}`);
      expect(answer).toMatchObject({ status: 201 });
      expect(answer.body).toEqual({
        referrer: { shopName: 'Asha Prints', city: 'Pune' },
        status: 'joined',
        joinedAt: TIME,
        activatedAt: null,
      });
    });

    it('refuses with the reason, and writes nothing', async () => {
      const asha = await aShop();
      const ravi = await signUp();
      const before = await database.contents();
      for (const [code, status, refusal] of [
        ['BP-AAAAAAAAA', 404, 'referral.code_unknown'],
        ['nonsense', 404, 'referral.code_unknown'],
        [ravi.code, 400, 'referral.own_code'],
      ] as const) {
        expect(await redeem(ravi, code)).toMatchObject({ status, body: { code: refusal } });
      }
      expect(await database.contents()).toBe(before);

      await aged(ravi, '8 days');
      expect(await redeem(ravi, asha.code)).toMatchObject({
        status: 403,
        body: { code: 'referral.too_late' },
      });
      await aged(ravi, '6 days');
      expect((await redeem(ravi, asha.code)).status).toBe(201);
      expect(await redeem(ravi, (await aShop()).code)).toMatchObject({
        status: 409,
        body: { code: 'referral.already_redeemed' },
      });
    });

    it('answers the same code as before, however late, and writes nothing', async () => {
      const asha = await aShop();
      const ravi = await signUp();
      const first = await redeem(ravi, asha.code);
      await aged(ravi, '8 days');
      const before = await database.contents();
      expect(await redeem(ravi, asha.code.toLowerCase())).toMatchObject({ status: 201, body: first.body });
      expect(await database.contents()).toBe(before);
    });
  });

  describe('the reward', () => {
    it('reaches both shops in the answer that completes the profile', async () => {
      const asha = await aShop();
      const ravi = await signUp({ referralCode: asha.code });
      expect(await write(ravi, { ...SHOP, pincode: '110001' })).toMatchObject({ monthlyUploadLimit: 25 });
      expect((await app.request('GET', '/users/me', { token: asha.token })).body).toMatchObject({
        monthlyUploadLimit: 25,
      });
      expect((await get('/me', asha)).body).toEqual({
        code: asha.code,
        link: `https://bharatprint.in/r/${asha.code}`,
        stats: { joined: 1, activated: 1, uploadsEarned: 5 },
        items: [{ shopName: 'Asha Prints', status: 'rewarded', joinedAt: TIME, activatedAt: TIME }],
        nextCursor: null,
      });
    });

    it('is paid once for fifty parallel activations over HTTP', async () => {
      const asha = await aShop();
      const ravi = await signUp({ referralCode: asha.code });
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) =>
          app.request('PATCH', '/users/me', {
            token: ravi.token,
            body: { ...SHOP, shopName: `Ravi ${n}` },
          }),
        ),
      );
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      const grants = await database.rows(
        'SELECT side, uploads FROM upload_grants WHERE user_id = ANY ($1) ORDER BY side',
        [[asha.id, ravi.id]],
      );
      expect(grants).toEqual([
        { side: 'referee', uploads: 5 },
        { side: 'referrer', uploads: 5 },
      ]);
    });
  });

  describe('what a shop sees of its invitations', () => {
    it('comes in pages, each shop once', async () => {
      const asha = await aShop();
      for (let n = 0; n < 5; n += 1) await signUp({ referralCode: asha.code });
      const pages = [];
      let cursor: string | null = null;
      do {
        const { body }: Answer = await get(`/me?limit=2${cursor === null ? '' : `&cursor=${cursor}`}`, asha);
        pages.push((body['items'] as unknown[]).length);
        cursor = body['nextCursor'] as string | null;
      } while (cursor !== null);
      expect(pages).toEqual([2, 2, 1]);
    });

    it('counts the rejected no more, and shows them', async () => {
      const asha = await aShop();
      const ravi = await signUp({ referralCode: asha.code });
      await database.rows(`UPDATE referrals SET status = 'rejected' WHERE referee_id = $1`, [ravi.id]);
      const { body } = await get('/me', asha);
      expect(body).toMatchObject({ stats: { joined: 0 }, items: [{ status: 'rejected', shopName: null }] });
    });

    it('says how much of the month is left, and until when a code may be redeemed', async () => {
      const asha = await aShop();
      const before = (await get('/me/standing', asha)).body;
      expect(before).toEqual({
        rewards: { thisMonth: 0, mostAMonth: 10, uploadsEach: 5, monthTurnsAt: TIME },
        invitation: null,
        canRedeemUntil: TIME,
      });
      expect(String((before['rewards'] as Record<string, unknown>)['monthTurnsAt'])).toMatch(
        /T18:30:00.000Z$/,
      );
      const ravi = await signUp({ referralCode: asha.code });
      await write(ravi, { ...SHOP, pincode: '110001' });
      expect((await get('/me/standing', asha)).body).toMatchObject({ rewards: { thisMonth: 1 } });
      expect((await get('/me/standing', ravi)).body).toMatchObject({
        invitation: {
          referrer: { shopName: 'Asha Prints', city: 'Pune' },
          status: 'rewarded',
          joinedAt: TIME,
          activatedAt: TIME,
        },
        canRedeemUntil: null,
      });
      await aged(asha, '8 days');
      expect((await get('/me/standing', asha)).body).toMatchObject({ canRedeemUntil: null });
    });
  });
});
