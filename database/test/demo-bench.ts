import type pg from 'pg';
import { seedCommand } from '../seeds/seed-command.ts';
import { type UserRow } from './accounts.ts';
import { openPool, startTestDatabase, type TestDatabase } from './postgres-for-tests.ts';

/** The tables the demo writes to. */
export const DEMO_TABLES = ['users', 'phone_history', 'audit_log', 'referrals', 'upload_grants'] as const;

export const DEMO_NUMBERS = {
  asha: '+919000000001',
  ravi: '+919000000002',
  meena: '+919000000003',
  admin: '+919000000099',
} as const;

/** A database of its own to make the demo in, and eyes that see every row. */
export class DemoBench {
  readonly database: TestDatabase;
  readonly api: pg.Pool;
  readonly superuser: pg.Pool;

  private constructor(database: TestDatabase) {
    this.database = database;
    this.api = openPool(database.apiUrl);
    this.superuser = openPool(database.superuserUrl);
  }

  static async open(): Promise<DemoBench> {
    return new DemoBench(await startTestDatabase());
  }

  async close(): Promise<void> {
    await Promise.all([this.api.end(), this.superuser.end()]);
    await this.database.stop();
  }

  async empty(): Promise<void> {
    await this.superuser.query(`TRUNCATE ${DEMO_TABLES.join(', ')} CASCADE`);
  }

  /** `npm run db:seed` on this database. */
  seed(env: NodeJS.ProcessEnv = {}, args: string[] = []): Promise<string> {
    return seedCommand({ env, args, ownerUrl: () => this.database.ownerUrl });
  }

  async all<Row = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.superuser.query<Row & pg.QueryResultRow>(sql, values)).rows;
  }

  async byNumber(phoneNumber: string): Promise<UserRow> {
    const [row] = await this.all<UserRow>('SELECT * FROM users WHERE phone_number = $1', [phoneNumber]);
    return row as UserRow;
  }

  /** Every row of every table, with the transaction that wrote it last. */
  everything(): Promise<unknown[]> {
    return Promise.all(
      DEMO_TABLES.map((table) => this.all(`SELECT xmin::text, * FROM ${table} ORDER BY id`)),
    );
  }

  /** Accounts whose limit is not what their plan and their grants make. */
  wrongLimits(): Promise<unknown[]> {
    return this.all(
      `SELECT shop_name FROM users
       WHERE monthly_upload_limit <> CASE subscription_status WHEN 'premium' THEN 500 ELSE 20 END
         + coalesce((SELECT sum(uploads) FROM upload_grants WHERE user_id = users.id), 0)`,
    );
  }

  unforcedTables(): Promise<unknown[]> {
    return this.all(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND NOT (relrowsecurity AND relforcerowsecurity)`,
    );
  }
}
