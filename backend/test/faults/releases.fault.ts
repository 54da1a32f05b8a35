import { readFileSync } from 'node:fs';
import { type OpenAPIObject } from '@nestjs/swagger';
import { applyMigrations } from '../../../database/migrations.ts';
import { goBackToFormerRelease } from '../../../database/test/former-release.ts';
import { aClerkToken } from '../builders/a-clerk-token.js';
import { anOwner } from '../builders/an-owner.js';
import { TestApp } from '../test-app.js';
import { TestDatabase } from '../test-database.js';

/** What an owner may read that wants a table or function which no migration of the former release made. */
const NEEDS_THIS_RELEASE: string[] = [];

const document = JSON.parse(
  readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'),
) as OpenAPIObject;
const OWN_READS = Object.entries(document.paths).flatMap(([path, { get }]) =>
  get?.security && !path.startsWith('/admin/') && !path.includes('{') ? [path] : [],
);

describe('this build on the schema of the former release', () => {
  let database: TestDatabase;
  let app: TestApp;

  beforeAll(async () => {
    database = await TestDatabase.start();
    await goBackToFormerRelease(database.server.ownerUrl);
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const walkThrough = async () => {
    const owner = anOwner();
    app.clerk.knows(owner);
    const signIn = () =>
      app.exchange(aClerkToken(app.clerk.key, owner.id), {
        phoneNumber: owner.phoneNumber,
        clerkUserId: owner.id,
      });
    const first = await signIn();
    const token = String(first.body['token']);
    const answers = [
      first,
      await signIn(),
      await app.request('GET', '/health/ready'),
      await app.request('GET', '/users/me', { token }),
      await app.request('PATCH', '/users/me', { token, body: { shopName: 'Asha Prints', city: 'Pune' } }),
    ];
    return { token, statuses: answers.map(({ status }) => status) };
  };
  const refusedReads = async (token: string) => {
    const answers = OWN_READS.map(async (path) => ({
      path,
      answer: await app.request('GET', path, { token }),
    }));
    return (await Promise.all(answers)).filter(({ answer }) => answer.status !== 200);
  };
  const ALL_WELL = [200, 200, 200, 200, 200];

  it('serves what the former build served, and goes on by itself when the migrations come', async () => {
    const { token, statuses } = await walkThrough();
    expect(statuses).toEqual(ALL_WELL);
    // What reads tables and functions of this release has to wait, and says so.
    const refused = await refusedReads(token);
    expect(refused.map(({ path }) => path)).toEqual(NEEDS_THIS_RELEASE);
    for (const { answer } of refused) {
      expect(answer).toMatchObject({ status: 503, body: { code: 'database.unavailable' } });
    }

    await applyMigrations(database.server.ownerUrl);
    expect((await walkThrough()).statuses).toEqual(ALL_WELL);
    expect(await refusedReads(token)).toEqual([]);
  });
});
