import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { environmentOf, type Program } from '../../../local/debian/find-program.ts';
import { asUser, chooseServerUser } from '../../../local/postgres/server-user.ts';
import { freePort } from '../../../local/free-ports.ts';
import { Server } from './server.js';

const CONFIGURATION = join(import.meta.dirname, '..', '..', '..', 'deploy', 'pgbouncer');
const ADMIN_PASSWORD = 'admin-of-a-test';
/** Fewer than the replicas have connections, so that each goes from hand to hand. */
const POOL_SIZE = 8;

const run = promisify(execFile);

/** PgBouncer with the configuration that is deployed, in front of a test's Postgres. */
export class PgBouncer {
  private constructor(
    private server: Server,
    /** As the API's role, through the pooler. */
    readonly apiUrl: string,
    /** Whether it carries named statements from one connection to another: since 1.21. */
    readonly keepsStatements: boolean,
    readonly version: string,
    private readonly folder: string,
    private readonly launch: () => Promise<Server>,
  ) {}

  static async start(program: Program, databaseUrl: string): Promise<PgBouncer> {
    const env = environmentOf(program);
    const { stdout } = await run(program.path, ['--version'], { env });
    const version = /(\d+)\.(\d+)/.exec(stdout) ?? ['0.0', '0', '0'];
    const port = await freePort();
    const folder = await mkdtemp(join(tmpdir(), 'bharatprint-pgbouncer-'));
    // Started by root it runs as somebody else, who may be kept out of the checkout.
    await chmod(folder, 0o755);
    await cp(CONFIGURATION, join(folder, 'configuration'), { recursive: true });
    await mkdir(join(folder, 'run'));
    const user = await chooseServerUser(join(folder, 'run'), program.path, env);
    const { hostname, port: serverPort, password, pathname } = new URL(databaseUrl);
    const { command, args } = asUser(user, 'sh', [join(folder, 'configuration', 'start.sh')]);
    const settings = {
      PATH: [dirname(program.path), env['PATH']].join(delimiter),
      PGBOUNCER_FOLDER: join(folder, 'run'),
      PGBOUNCER_BIND: '127.0.0.1',
      PGBOUNCER_PORT: String(port),
      POSTGRES_HOST: hostname,
      POSTGRES_PORT: serverPort,
      POSTGRES_DATABASE: pathname.slice(1),
      API_PASSWORD: decodeURIComponent(password),
      ADMIN_PASSWORD,
      POOL_SIZE: String(POOL_SIZE),
    };
    const launch = () =>
      Server.start(
        port,
        [command, ...args],
        { ...user.identity, cwd: folder, env: { ...env, ...settings } },
        [folder],
      );
    const apiUrl = new URL(databaseUrl);
    apiUrl.port = String(port);
    const keepsStatements = Number(version[1]) > 1 || Number(version[2]) >= 21;
    return new PgBouncer(await launch(), apiUrl.href, keepsStatements, version[0], folder, launch);
  }

  /** Lets go of each connection to Postgres once its transaction is over, as before a switch to another server. */
  async reconnect(): Promise<void> {
    const url = new URL(this.apiUrl);
    url.username = 'pgbouncer_admin';
    url.password = ADMIN_PASSWORD;
    url.pathname = 'pgbouncer';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query('RECONNECT');
    await client.end();
  }

  /** Ends when the transactions under way are over, and starts again. */
  async restart(): Promise<void> {
    await this.server.stop('SIGINT');
    this.server = await this.launch();
  }

  async stop(): Promise<void> {
    await this.server.stop('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }
}
