import { randomUUID } from 'node:crypto';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { anOwner } from '../../test/builders/an-owner.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { HotStatements } from './hot-statements.js';

describe(HotStatements.name, () => {
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

  async function signIn(owner = anOwner()) {
    app.clerk.knows(owner);
    const { status, body } = await app.exchange(aClerkToken(app.clerk.key, owner.id), {
      phoneNumber: owner.phoneNumber,
      clerkUserId: owner.id,
    });
    return {
      status,
      token: String(body['token']),
      id: (body['user'] as { id: string } | undefined)?.id ?? '',
    };
  }

  const patch = (token: string, body: unknown) => app.request('PATCH', '/users/me', { token, body });
  const upload = (token: string) => app.request('PUT', `/quota/uploads/${randomUUID()}`, { token });

  it.each([{ language: 'hi' }, { ownerName: 'Asha' }])(
    'keeps connections for everybody else while many write %j to a locked account',
    async (fields) => {
      const [asha, ravi] = [await signIn(), await signIn()];
      const unlock = await database.lockUser(asha.id);
      const asked = performance.now();
      const stuck = Promise.all(Array.from({ length: 30 }, () => patch(asha.token, fields)));
      try {
        await database.untilLocked('write_profile(', 2);
        expect(await database.countLocked('write_profile(')).toBeLessThanOrEqual(2);
        const others = await Promise.all([
          signIn(),
          upload(ravi.token),
          patch(ravi.token, { city: 'Pune' }),
          app.request('GET', '/users/me', { token: ravi.token }),
        ]);
        expect(others.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
        const answers = await stuck;
        expect(performance.now() - asked).toBeLessThan(5_000);
        expect(answers.filter(({ body }) => body['code'] === 'database.unavailable')).toHaveLength(30);
      } finally {
        await unlock();
        await stuck;
      }
      expect((await patch(asha.token, fields)).body).toMatchObject(fields);
    },
  );
});
