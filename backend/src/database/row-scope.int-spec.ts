import { setTimeout } from 'node:timers/promises';
import { anOwner } from '../../test/builders/an-owner.js';
import { aClerkToken } from '../../test/builders/a-clerk-token.js';
import { TestApp } from '../../test/test-app.js';
import { TestDatabase } from '../../test/test-database.js';
import { RowScope } from './row-scope.js';

describe(RowScope.name, () => {
  let database: TestDatabase;
  let app: TestApp;
  let scope: RowScope;
  let userId: string;

  beforeAll(async () => {
    database = await TestDatabase.start();
    app = await TestApp.start({ databaseUrl: database.server.apiUrl });
    scope = app.nest.get(RowScope);
    const asha = anOwner();
    app.clerk.knows(asha);
    const { body } = await app.exchange(aClerkToken(app.clerk.key, asha.id), {
      phoneNumber: asha.phoneNumber,
      clerkUserId: asha.id,
    });
    userId = (body['user'] as { id: string }).id;
  }, 60_000);

  afterAll(async () => {
    await app.stop();
    await database.stop();
  });

  const write = (column: 'shop_name' | 'city', value: string) =>
    scope.run(userId, (manager) =>
      manager.query(`UPDATE users SET ${column} = $1 WHERE id = $2`, [value, userId]),
    );
  const noteOpens = (opens: number) => scope.callUnscoped('SELECT note_referral_link_opens($1)', [opens]);
  const opensKept = async () =>
    (await database.rows('SELECT COALESCE(sum(opens), 0)::int AS opens FROM referral_link_opens'))[0]?.[
      'opens'
    ];
  const shopKept = async () =>
    (await database.rows('SELECT shop_name, city FROM users WHERE id = $1', [userId]))[0];
  const inTransaction = () =>
    database.rows(`SELECT pid, state, query FROM pg_stat_activity
      WHERE application_name = 'bharatprint-api' AND state <> 'idle'`);

  it('gives nobody the connection of a transaction that Postgres stood still in, nor keeps what it wrote', async () => {
    await write('shop_name', 'Asha Prints');
    await noteOpens(1);
    let goOn = () => {};
    const givenUp = scope.run(userId, async (manager) => {
      await manager.query('UPDATE users SET shop_name = $1, city = $1 WHERE id = $2', ['Lost', userId]);
      goOn = await database.freeze();
      await manager.query('UPDATE users SET shop_name = $1 WHERE id = $2', ['Lost', userId]);
    });
    await expect(givenUp).rejects.toThrow('Query read timeout');
    goOn();

    await noteOpens(10);
    expect(await opensKept()).toBe(11);
    await write('city', 'Pune');
    expect(await shopKept()).toEqual({ shop_name: 'Asha Prints', city: 'Pune' });
    // Postgres learns from its next look at the socket that nobody is there any more.
    for (let tries = 0; tries < 200 && (await inTransaction()).length > 0; tries += 1) await setTimeout(50);
    expect(await inTransaction()).toEqual([]);
  });

  it('takes back a rehearsal, and ends its transaction when it fails as well', async () => {
    const before = await opensKept();
    await scope.rehearseUnscoped('SELECT note_referral_link_opens($1)', [5]);
    await expect(scope.rehearseUnscoped('SELECT 1 / $1::int', [0])).rejects.toThrow('division by zero');
    expect(await opensKept()).toBe(before);
    await noteOpens(1);
    expect(await opensKept()).toBe(Number(before) + 1);
  });
});
