import { NestFactory } from '@nestjs/core';
import { type INestApplicationContext } from '@nestjs/common';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { answerJson, toClerkJson } from '../../test/fakes/clerk-fake.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { testEnvironment } from '../../test/test-environment.js';
import { type ReconciliationMode } from './reconciliation-mode.js';
import { ReconciliationModule } from './reconciliation.module.js';
import { type Drift, ReconciliationService } from './reconciliation.service.js';

describe(ReconciliationService.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let program: INestApplicationContext;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    const environment = testEnvironment({
      DATABASE_URL: database.server.apiUrl,
      CLERK_API_URL: app.clerk.url,
      CLERK_JWKS_URL: `${app.clerk.url}/.well-known/jwks.json`,
    });
    program = await NestFactory.createApplicationContext(ReconciliationModule.with(environment), {
      logger: false,
    });
  }, 60_000);

  afterAll(async () => {
    await program.close();
    await app.stop();
    await database.stop();
  });

  afterEach(() => {
    app.clerk.answerUsers = null;
  });

  const reconcile = (mode: ReconciliationMode) => program.get(ReconciliationService).run(mode);

  async function signUp() {
    const owner = anOwner();
    app.clerk.knows(owner);
    await app.exchange(aClerkToken(app.clerk.key, owner.id), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
    return owner;
  }

  it('finds what drifted, changes nothing until it is asked to mend, and then once', async () => {
    const [asha, ravi, meena, john] = [await signUp(), await signUp(), await signUp(), await signUp()];
    app.clerk.knows({ id: 'user_who_never_came', phoneNumber: '+919800000099' });
    app.clerk.knows({ ...asha, phoneNumber: '+919800000001' });
    app.clerk.knows({ ...ravi, verified: false });
    app.clerk.forgets(meena.id);

    const drifts = [
      { clerkUserId: asha.id, outcome: 'phone_changed' },
      { clerkUserId: ravi.id, outcome: 'unverified' },
      { clerkUserId: meena.id, outcome: 'deleted' },
    ];
    const before = await database.contents();
    expect(await reconcile('rehearse')).toEqual({ clerkUsers: 4, boundAccounts: 4, drifts });
    expect(await database.contents()).toBe(before);

    expect(await reconcile('mend')).toMatchObject({ drifts });
    const rows = await database.rows(
      'SELECT phone_number, phone_verified, erase_after IS NOT NULL AS erasing FROM users ORDER BY created_at',
    );
    expect(rows).toEqual([
      { phone_number: '+919800000001', phone_verified: true, erasing: false },
      { phone_number: ravi.phoneNumber, phone_verified: false, erasing: false },
      { phone_number: meena.phoneNumber, phone_verified: true, erasing: true },
      { phone_number: john.phoneNumber, phone_verified: true, erasing: false },
    ]);
    expect(await reconcile('mend')).toMatchObject({ boundAccounts: 3, drifts: [] });
  });

  it('takes a Clerk that does not answer for no proof that its users are gone', async () => {
    app.clerk.answerUsers = answerJson(500, { errors: [] });
    const before = await database.contents();
    await expect(reconcile('mend')).rejects.toMatchObject({ code: 'auth.clerk_unavailable' });
    expect(await database.contents()).toBe(before);
  });

  it('ends nobody on the word of a Clerk that knows none of its users, however it is asked', async () => {
    const stranger = toClerkJson({ id: 'user_of_another_instance', phoneNumber: '+919800000098' });
    const answers: Record<string, unknown> = {
      '/v1/users': [stranger],
      '/v1/users/count': { object: 'total_count', total_count: 1 },
    };
    app.clerk.answerUsers = (response) => {
      const answer = answers[response.req.url?.split('?')[0] ?? ''];
      answerJson(answer === undefined ? 404 : 200, answer ?? { errors: [] })(response);
    };
    const before = await database.contents();
    const refusal = 'Clerk lists 1 users, and none of the 3 that accounts here are bound to';
    for (const mode of ['rehearse', 'mend', 'mend-many'] as const) {
      await expect(reconcile(mode)).rejects.toThrow(refusal);
    }
    expect(await database.contents()).toBe(before);
  });

  it('ends as many as eleven of a few accounts only when it is told to', async () => {
    const endings: Drift[] = [];
    for (let n = 0; n < 11; n += 1) {
      const { id } = await signUp();
      app.clerk.forgets(id);
      endings.push({ clerkUserId: id, outcome: 'deleted' });
    }
    const drifts = expect.arrayContaining(endings) as Drift[];
    expect(await reconcile('rehearse')).toMatchObject({ boundAccounts: 14, drifts });
    await expect(reconcile('mend')).rejects.toThrow('the users of 11 of 14 bound accounts');
    expect(await reconcile('rehearse')).toMatchObject({ boundAccounts: 14, drifts });

    expect(await reconcile('mend-many')).toMatchObject({ drifts });
    expect(await reconcile('mend')).toMatchObject({ boundAccounts: 3, drifts: [] });
  });
});
