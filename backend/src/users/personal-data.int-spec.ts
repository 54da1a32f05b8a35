import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { PersonalDataService } from './personal-data.service.js';

describe(PersonalDataService.name, () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  async function signUp() {
    const owner = anOwner();
    app.clerk.knows(owner);
    const { body } = await app.exchange(aClerkToken(app.clerk.key, owner.id), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
    const user = body['user'] as Record<string, unknown>;
    return { owner, user, id: user['id'], token: String(body['token']) };
  }

  it('gives everything held about the caller, and nothing of anybody else', async () => {
    const [asha, ravi, meena] = [await signUp(), await signUp(), await signUp()];
    const [joined] = await database.rows(
      'INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2) RETURNING id',
      [asha.id, ravi.id],
    );
    await database.rows('INSERT INTO referrals (referrer_id, referee_id) VALUES ($1, $2)', [
      meena.id,
      asha.id,
    ]);
    await database.rows(
      `INSERT INTO upload_grants (user_id, referral_id, side, uploads) VALUES ($1, $2, 'referrer', 5)`,
      [asha.id, joined?.['id']],
    );
    await database.rows(
      `INSERT INTO phone_history (user_id, phone_number, reason) VALUES ($1, '+919800000001', 'changed'), ($2, '+919800000002', 'changed')`,
      [asha.id, ravi.id],
    );
    await database.rows(
      `INSERT INTO audit_log (actor_id, subject_id, action, details) VALUES
         (NULL, $1, 'user.admin_granted', '{}'), ($1, $1, 'user.phone_changed', '{"own": 1}'),
         ($2, $1, 'admin.user_viewed', '{"reason": "support"}'), ($1, $2, 'admin.user_blocked', '{"reason": "hers"}'),
         ($2, $2, 'user.phone_changed', '{}'),
         ($2, $1, 'admin.audit_log_read', jsonb_build_object('subject', $1::uuid, 'actor', $2::uuid))`,
      [asha.id, ravi.id],
    );

    await database.rows(
      `INSERT INTO counted_uploads (user_id, id, month) VALUES
         ($1, '5f1c7a52-9d3e-4b1a-8c64-2e7f0a9b3d18', '2026-11-01'), ($2, gen_random_uuid(), '2026-11-01')`,
      [asha.id, ravi.id],
    );

    const answer = await app.request('GET', '/users/me/export', { token: asha.token });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="bharatprint-account.json"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const entry = (action: string, by: string, isAboutYou: boolean, details: object) => ({
      action,
      by,
      isAboutYou,
      details,
      createdAt: time,
    });
    expect(answer.body).toEqual({
      exportedAt: time,
      profile: asha.user,
      account: { clerkUserId: asha.owner.id, eraseAfter: null },
      formerPhoneNumbers: [{ phoneNumber: '+919800000001', reason: 'changed', releasedAt: time }],
      invitation: { status: 'joined', joinedAt: time },
      invited: [{ status: 'joined', joinedAt: time, activatedAt: null }],
      uploadGrants: [{ side: 'referrer', kind: 'reward', uploads: 5, createdAt: time }],
      countedUploads: [
        {
          id: '5f1c7a52-9d3e-4b1a-8c64-2e7f0a9b3d18',
          month: '2026-11-01',
          countedAt: time,
          givenBackAt: null,
        },
      ],
      auditLog: expect.arrayContaining([
        entry('user.admin_granted', 'the system', true, {}),
        entry('user.phone_changed', 'you', true, { own: 1 }),
        entry('admin.user_viewed', 'somebody else', true, { reason: 'support' }),
        entry('admin.user_blocked', 'you', false, {}),
        entry('admin.audit_log_read', 'somebody else', true, { subject: asha.id }),
      ]),
    });
    expect(answer.body['auditLog']).toHaveLength(5);
    for (const other of [ravi, meena]) {
      expect(answer.text).not.toContain(other.owner.phoneNumber);
      expect(answer.text).not.toContain(String(other.id));
    }
  });

  it('is for signed-in callers', async () => {
    expect((await app.request('GET', '/users/me/export')).status).toBe(401);
  });
});
