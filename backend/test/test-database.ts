import pg from 'pg';
import { startTestDatabase, type TestDatabase as Server } from '../../database/test/postgres-for-tests.ts';
import { countLocked, untilLocked } from '../../database/test/until-locked.ts';

/** A Postgres of the test's own, and a superuser's eye on it that row-level security does not dim. */
export class TestDatabase {
  private constructor(
    readonly server: Server,
    private readonly superuser: pg.Pool,
  ) {}

  static async start(): Promise<TestDatabase> {
    const server = await startTestDatabase();
    const superuser = new pg.Pool({ connectionString: server.superuserUrl, max: 2 });
    // A test that restarts the server kills idle connections on purpose.
    superuser.on('error', () => undefined);
    return new TestDatabase(server, superuser);
  }

  async rows(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.superuser.query<Record<string, unknown>>(sql, values)).rows;
  }

  /** Locks a table against everybody until the function it gives is called. */
  lock(table: string): Promise<() => Promise<void>> {
    return this.hold(`LOCK TABLE ${table}`, []);
  }

  /** Locks one account against whoever writes it until the function it gives is called. */
  lockUser(id: string): Promise<() => Promise<void>> {
    return this.hold('SELECT FROM users WHERE id = $1 FOR UPDATE', [id]);
  }

  /** Waits until that many statements with this in them wait for a lock. */
  untilLocked(part: string, many = 1): Promise<void> {
    return untilLocked(this.superuser, part, many);
  }

  /** @returns how many statements with this in them wait for a lock */
  countLocked(part: string): Promise<number> {
    return countLocked(this.superuser, part);
  }

  /**
   * Postgres takes connections and statements, as far as the network can tell, and answers nothing.
   * @returns what lets it go on
   */
  async freeze(): Promise<() => void> {
    const processes = await this.rows(`
      SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid
      UNION ALL SELECT pid FROM pg_stat_activity WHERE application_name = 'bharatprint-api'`);
    const signal = (name: NodeJS.Signals) => {
      for (const { pid } of processes) process.kill(Number(pid), name);
    };
    signal('SIGSTOP');
    return () => signal('SIGCONT');
  }

  private async hold(lock: string, values: unknown[]): Promise<() => Promise<void>> {
    const client = await this.superuser.connect();
    await client.query('BEGIN');
    await client.query(lock, values);
    return async () => {
      await client.query('COMMIT');
      client.release();
    };
  }

  /** Everything in every table but those named, to show that a request changed nothing. */
  async contents(...without: string[]): Promise<string> {
    const tables = await this.rows(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL ($1) ORDER BY 1`,
      [without],
    );
    const contents = [];
    for (const { name } of tables) {
      contents.push(await this.rows(`SELECT to_jsonb(t) AS row FROM ${String(name)} AS t ORDER BY t::text`));
    }
    return JSON.stringify(contents);
  }

  async stop(): Promise<void> {
    await this.superuser.end();
    await this.server.stop();
  }
}
