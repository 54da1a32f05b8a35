import { type Client, type ClientConfig, type PoolConfig, type QueryResult, type QueryResultRow } from 'pg';
import { PlannedQuery } from './planned-query.js';
import { type PoolCounts } from './pool-counts.js';
import { SteadyClient } from './steady-client.js';

type Verify = (client: Client, done: (error?: Error) => void) => void;

/**
 * Connections on which short reads travel one behind the other, without waiting for the answers of those before. A pool gives
 * a connection to one statement at a time: each is a write, a wake-up of Postgres and a read of its own. Here all that
 * come in one turn of the event loop share them, which halves what a read costs on both sides.
 *
 * For single statements that take no locks and are done in no time: one that is slow holds up those behind it, and one that
 * does not answer at all takes its connection with it, after pg's `query_timeout`.
 */
export class PipelinedReads {
  private readonly lines: Line[];
  private turn = 0;

  constructor(options: PoolConfig, connections: number) {
    this.lines = Array.from({ length: connections }, () => new Line(options));
  }

  get connections(): PoolCounts {
    const open = this.lines.filter(({ isOpen }) => isOpen);
    return {
      total: open.length,
      idle: open.filter(({ underWay }) => underWay === 0).length,
      waiting: this.lines.reduce((sum, { isOpen, underWay }) => sum + (isOpen ? 0 : underWay), 0),
    };
  }

  async run<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    this.turn = (this.turn + 1) % this.lines.length;
    const line = this.lines[this.turn];
    if (!line) throw new Error('no connections');
    return line.run(new PlannedQuery<Row>(name, text, values));
  }

  /** Waits for the answers that are under way. */
  async end(): Promise<void> {
    await Promise.all(this.lines.map((line) => line.end()));
  }
}

/** One connection: opened by the first read, and again by the first one after it was lost. */
class Line {
  underWay = 0;
  private client: Client | undefined;
  private opening: Promise<Client> | undefined;
  private hasEnded = false;

  private readonly PipelinedClient: new (options: ClientConfig) => Client;

  constructor(private readonly options: PoolConfig) {
    this.PipelinedClient = (options.Client ?? SteadyClient) as typeof this.PipelinedClient;
  }

  get isOpen(): boolean {
    return this.client !== undefined;
  }

  async run<Row extends QueryResultRow>(query: PlannedQuery<Row>): Promise<Row[]> {
    this.underWay += 1;
    try {
      const client = this.client ?? (await this.open());
      return await send(client, query).catch((error: unknown) => {
        // Postgres's farewell comes as this read's error, a moment before the connection closes.
        if (isFatal(error)) this.forget(client);
        // PgBouncer holds on to a name that Postgres refused, and cuts off whoever sends it with a statement again.
        else if (query.isUnpreparedAt(client.connection)) this.retire(client);
        throw error;
      });
    } finally {
      this.underWay -= 1;
    }
  }

  async end(): Promise<void> {
    this.hasEnded = true;
    // A connection that is being opened would outlive this one's end.
    const client = this.client ?? (await this.opening?.catch(() => undefined));
    await client?.end();
  }

  private open(): Promise<Client> {
    if (this.hasEnded) throw new Error('Client was closed and is not queryable');
    this.opening ??= this.connect().finally(() => {
      this.opening = undefined;
    });
    return this.opening;
  }

  private async connect(): Promise<Client> {
    const client = new this.PipelinedClient({ ...this.options, pipeline: true });
    const forget = (): void => this.forget(client);
    client.on('error', forget).on('end', forget);
    await client.connect();
    try {
      await verified(client, (this.options as { verify?: Verify }).verify);
    } catch (error) {
      await client.end();
      throw error;
    }
    this.client = client;
    return client;
  }

  /** Gives it no more reads, and ends it once those under way are answered. */
  private retire(client: Client): void {
    if (this.client !== client) return;
    this.forget(client);
    void client.end();
  }

  private forget(client: Client): void {
    if (this.client === client) this.client = undefined;
  }
}

function isFatal(error: unknown): boolean {
  return Error.isError(error) && 'severity' in error && error.severity === 'FATAL';
}

function verified(client: Client, verify: Verify | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (verify) verify(client, (error) => (error ? reject(error) : resolve()));
    else resolve();
  });
}

function send<Row extends QueryResultRow>(client: Client, query: PlannedQuery<Row>): Promise<Row[]> {
  writeOncePerTurn(client);
  return new Promise((resolve, reject) => {
    const settle = (error: Error | null | undefined, result?: QueryResult<Row>): void =>
      error ? reject(error) : resolve(result?.rows ?? []);
    client.query(Object.assign(query, { callback: settle }));
  });
}

/** Holds back what is written until everything that arrived with this turn of the event loop was seen. */
function writeOncePerTurn({ connection: { stream } }: Client): void {
  if (stream.writableCorked > 0) return;
  stream.cork();
  setImmediate(() => stream.uncork());
}
